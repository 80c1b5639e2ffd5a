package ai.desplega.businessuse.embedded.console;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.evaluation.FlowException;
import ai.desplega.businessuse.embedded.store.InvalidRequestException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;

/**
 * Serves the page, its calls, and the HTTP API of the backend below one path. Independent
 * of the {@code DispatcherServlet} of the application.
 */
public final class ConsoleServlet extends HttpServlet {

	private static final long serialVersionUID = 1L;

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
			+ "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private final transient JsonMapper json = JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE).build();

	private final transient PageFiles files = new PageFiles();

	private final transient Access access;

	private final transient Supplier<@Nullable Backend> backend;

	private final transient Supplier<@Nullable BusinessUseClient> client;

	private transient volatile @Nullable Map<String, Call> calls;

	/**
	 * Create the servlet.
	 * @param access determines whether a request is served
	 * @param backend supplies the backend, or {@code null} while no client records into
	 * it; no request is served then
	 * @param client the client whose events are shown
	 */
	public ConsoleServlet(Access access, Supplier<@Nullable Backend> backend,
			Supplier<@Nullable BusinessUseClient> client) {
		this.access = access;
		this.backend = backend;
		this.client = client;
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Backend active = this.backend.get();
		if (active == null || !this.access.isAllowed(request)) {
			response.sendError(HttpServletResponse.SC_NOT_FOUND);
			return;
		}
		response.setHeader("Content-Security-Policy", POLICY);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader("Cache-Control", "no-store");
		answer(request, response, callsOf(active));
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, Map<String, Call> known)
			throws IOException {
		String path = (request.getPathInfo() != null) ? request.getPathInfo() : "";
		if (path.isEmpty()) {
			redirect(request, response, 302, "/");
		}
		else if (this.files.has(path)) {
			file(path, request, response);
		}
		else if (known.containsKey(path)) {
			call(known.get(path), request, response);
		}
		else if (path.endsWith("/") && known.containsKey(path.substring(0, path.length() - 1))) {
			// same redirect as in the real backend: a 307 keeps method and body
			redirect(request, response, 307, path.substring(0, path.length() - 1));
		}
		else {
			write(response, Response.error(HttpStatus.NOT_FOUND, "Not Found"));
		}
	}

	private void file(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
			this.files.write(path, response);
		}
		else {
			notAllowed(response, "GET");
		}
	}

	private void call(Call call, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (call.method().matches(request.getMethod())) {
			write(response, answer(call, request));
		}
		else {
			notAllowed(response, call.method().name());
		}
	}

	private static Response answer(Call call, HttpServletRequest request) throws IOException {
		try {
			return call.handler().answer(request);
		}
		catch (FlowException ex) {
			return Response.error(HttpStatus.INTERNAL_SERVER_ERROR, String.valueOf(ex.getMessage()));
		}
		catch (InvalidRequestException ex) {
			return Response.error(HttpStatus.UNPROCESSABLE_CONTENT, List.of(ex.error()));
		}
		catch (BackendException ex) {
			return Response.error(ex.status(), ex.detail());
		}
	}

	private void notAllowed(HttpServletResponse response, String method) throws IOException {
		response.setHeader("Allow", method);
		write(response, Response.error(HttpStatus.METHOD_NOT_ALLOWED, "Method Not Allowed"));
	}

	/**
	 * Redirect to a path of this servlet. The location is not taken from the URI of the
	 * request, because a URI that starts with two slashes names another host.
	 */
	private static void redirect(HttpServletRequest request, HttpServletResponse response, int status, String path) {
		String query = (request.getQueryString() != null) ? "?" + request.getQueryString() : "";
		response.setStatus(status);
		response.setHeader("Location",
				request.getServletContext().getContextPath() + request.getServletPath() + path + query);
	}

	private void write(HttpServletResponse response, Response answer) throws IOException {
		response.setStatus(answer.status().value());
		response.setContentType("application/json");
		response.getOutputStream().write(this.json.writeValueAsBytes(answer.body()));
	}

	private Map<String, Call> callsOf(Backend active) {
		Map<String, Call> known = this.calls;
		if (known == null) {
			known = new HashMap<>(new WireCalls(active, InstantSource.system()).calls());
			known.putAll(new PageCalls(new Runs(active), this.client).calls());
			this.calls = known;
		}
		return known;
	}

}
