package ai.desplega.businessuse.embedded.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import ai.desplega.businessuse.internal.LogSanitizer;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines whether the console serves a request. By default, a request must come from
 * this machine, be addressed to a name of this machine, have passed no proxy, and not
 * come from a page of another site. Logs the first refusal of each kind. Thread-safe.
 */
public final class Access {

	private static final Logger logger = LoggerFactory.getLogger(Access.class);

	private static final Pattern LOCAL_HOST = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

	private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.%]*]?");

	private static final String ALLOW_REMOTE = "business-use.embedded.console.allow-remote=true"
			+ " allows access from other machines";

	private static final int MAX_VALUE = 100;

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	private final boolean allowRemote;

	private volatile @Nullable String unreliable = "the web server has not started or is unknown";

	/**
	 * Create an instance.
	 * @param allowRemote {@code true} to also serve requests from other machines;
	 * requests from pages of other sites are still refused
	 */
	public Access(boolean allowRemote) {
		this.allowRemote = allowRemote;
	}

	/**
	 * Start to serve requests from this machine. Before this call, all requests are
	 * refused, unless requests from other machines are allowed.
	 * @param unreliable the reason why the remote address is not reliable, or
	 * {@code null} if it is reliable
	 */
	public void open(@Nullable String unreliable) {
		this.unreliable = unreliable;
	}

	/**
	 * Return whether requests from other machines are served.
	 * @return {@code true} if requests from other machines are served
	 */
	public boolean isRemoteAllowed() {
		return this.allowRemote;
	}

	/**
	 * Determine whether to serve a request. Wrappers may return an address other than the
	 * address of the connection, or hide headers, so the request object of the container
	 * is checked.
	 */
	boolean isAllowed(HttpServletRequest request) {
		HttpServletRequest original = unwrap(request);
		return isSameOrigin(original) && (this.allowRemote || isLocal(original));
	}

	private boolean isLocal(HttpServletRequest request) {
		String reason = this.unreliable;
		if (reason != null) {
			return refuse("address", "the remote address is not reliable: " + reason, ALLOW_REMOTE);
		}
		if (!isLoopback(request.getRemoteAddr()) || !isLoopback(request.getLocalAddr())) {
			return refuse("peer",
					"it comes from " + printable(request.getRemoteAddr()) + ", which is not a loopback address",
					ALLOW_REMOTE);
		}
		String host = host(request);
		if (host == null || !LOCAL_HOST.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
			return refuse("host", "its Host is '" + printable(host) + "', not localhost, 127.0.0.1 or [::1]",
					"open it as http://localhost, or " + ALLOW_REMOTE);
		}
		for (String name : Collections.list(request.getHeaderNames())) {
			String lower = name.toLowerCase(Locale.ROOT);
			if (lower.equals("forwarded") || lower.startsWith("x-forwarded-")) {
				return refuse("forwarded", "it has passed a proxy, which set the header " + printable(name),
						ALLOW_REMOTE);
			}
		}
		return true;
	}

	private boolean isSameOrigin(HttpServletRequest request) {
		String host = String.valueOf(host(request));
		for (String origin : Collections.list(request.getHeaders("Origin"))) {
			if (!origin.equalsIgnoreCase("http://" + host) && !origin.equalsIgnoreCase("https://" + host)) {
				return refuse("origin",
						"its Origin is '" + printable(origin) + "', another site than '" + printable(host) + "'",
						"open the console's own address");
			}
		}
		return true;
	}

	/**
	 * Return the host with the port. HTTP/2 has a pseudo-header instead of {@code Host}.
	 */
	private static @Nullable String host(HttpServletRequest request) {
		String host = request.getHeader("Host");
		return (host == null && "HTTP/2.0".equals(request.getProtocol()))
				? request.getServerName() + ":" + request.getServerPort() : host;
	}

	/**
	 * Parse an address. Containers return an address and not a host name, which would
	 * require a DNS lookup.
	 */
	private static boolean isLoopback(@Nullable String address) {
		try {
			return address != null && ADDRESS.matcher(address).matches()
					&& InetAddress.getByName(address).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private boolean refuse(String kind, String reason, String wayOut) {
		if (this.logged.add(kind)) {
			logger.warn("Refused a request to the Business-Use console with status 404, because {};"
					+ " {}. Further requests of this kind are refused without a message", reason, wayOut);
		}
		return false;
	}

	private static String printable(@Nullable String value) {
		return LogSanitizer.of(String.valueOf(value), MAX_VALUE);
	}

	private static HttpServletRequest unwrap(HttpServletRequest request) {
		HttpServletRequest unwrapped = request;
		while (unwrapped instanceof ServletRequestWrapper wrapper
				&& wrapper.getRequest() instanceof HttpServletRequest inner) {
			unwrapped = inner;
		}
		return unwrapped;
	}

}
