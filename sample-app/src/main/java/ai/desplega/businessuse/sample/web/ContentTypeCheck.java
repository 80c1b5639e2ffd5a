package ai.desplega.businessuse.sample.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects a body of the type {@code *}{@code /*}: Spring's router functions and the error
 * page fail for such a request.
 */
@Component
class ContentTypeCheck extends OncePerRequestFilter {

	private static final String PROBLEM = """
			{"title":"Unsupported Media Type","status":415,"detail":"The Content-Type must be one type, without a *"}""";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (hasWildcard(request.getContentType())) {
			response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			response.getOutputStream().print(PROBLEM);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static boolean hasWildcard(@Nullable String contentType) {
		try {
			return contentType != null && !contentType.isEmpty() && !MediaType.parseMediaType(contentType).isConcrete();
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
