package ai.desplega.businessuse.embedded.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import ai.desplega.businessuse.internal.log.LogSanitizer;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a request is answered: by default only one that was made on this
 * machine, to a name of this machine, without a proxy, and not by a page of another site.
 * Logs the first refusal of each kind. Thread-safe.
 */
public final class Access {

	private static final Logger logger = LoggerFactory.getLogger(Access.class);

	private static final Pattern LOCAL_HOST = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

	private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.%]*]?");

	private static final String ALLOW_REMOTE = "business-use.embedded.console.allow-remote=true lets other machines in";

	private static final int MAX_VALUE = 100;

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	private final boolean allowRemote;

	private volatile @Nullable String unreliable = "the web server has not started, or is unknown";

	/**
	 * Create an instance.
	 * @param allowRemote {@code true} to answer requests of other machines, too; those of
	 * pages of other sites are still refused
	 */
	public Access(boolean allowRemote) {
		this.allowRemote = allowRemote;
	}

	/**
	 * Begin to answer requests of this machine. Until then all are refused, unless other
	 * machines are allowed, whose addresses don't matter.
	 * @param unreliable the reason for which the address of a peer can't be relied on;
	 * {@code null} if it can
	 */
	public void open(@Nullable String unreliable) {
		this.unreliable = unreliable;
	}

	/**
	 * Return whether requests of other machines are answered.
	 * @return {@code true} if they are
	 */
	public boolean isRemoteAllowed() {
		return this.allowRemote;
	}

	/**
	 * Decide on a request. Wrappers may show another address than that of the connection
	 * or hide headers, so the request of the container is looked at.
	 */
	boolean isAllowed(HttpServletRequest request) {
		HttpServletRequest original = unwrap(request);
		return isSameOrigin(original) && (this.allowRemote || isLocal(original));
	}

	private boolean isLocal(HttpServletRequest request) {
		String reason = this.unreliable;
		if (reason != null) {
			return refuse("address", "the address of the client can't be relied on: " + reason, ALLOW_REMOTE);
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
				return refuse("forwarded", "it has passed a proxy, which has set the header " + printable(name),
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
	 * Return the host with the port. HTTP/2 has a pseudo-header in place of {@code Host}.
	 */
	private static @Nullable String host(HttpServletRequest request) {
		String host = request.getHeader("Host");
		return (host == null && "HTTP/2.0".equals(request.getProtocol()))
				? request.getServerName() + ":" + request.getServerPort() : host;
	}

	/**
	 * A container gives an address and not a name, which would be looked up.
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
