package ai.desplega.businessuse.sample.shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Rejects an order that is too large before the request body is read.
 */
@Component
class OrderSizeLimit implements HandlerInterceptor, WebMvcConfigurer {

	static final int MAX_BYTES = 64 * 1024;

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/orders");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (HttpMethod.POST.matches(request.getMethod())) {
			check(request.getContentLengthLong());
		}
		return true;
	}

	private static void check(long length) {
		if (length < 0) {
			throw new ResponseStatusException(HttpStatus.LENGTH_REQUIRED, "The request has no Content-Length header");
		}
		if (length > MAX_BYTES) {
			throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE,
					"The order has " + length + " bytes, more than " + MAX_BYTES);
		}
	}

}
