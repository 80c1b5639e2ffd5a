package ai.desplega.businessuse.internal.http;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whom a URI leads to. Unlike {@link URI} it finds a host that has an underscore, as the
 * services of Docker Compose often do. Internal to the client.
 *
 * @param host a name or an address; that of IPv6 in brackets
 * @param port the port, or -1 for the default
 */
public record Authority(String host, int port) {

	private static final Pattern WITH_UNDERSCORE = Pattern.compile("(?:[^@]*@)?([\\w.-]+)(?::(\\d{1,5}))?");

	/**
	 * Find out whom a URI leads to.
	 * @param uri an absolute URI
	 * @return its authority, or {@code null} if there is none that could be reached
	 */
	public static @Nullable Authority in(URI uri) {
		if (uri.getHost() != null) {
			return new Authority(uri.getHost(), uri.getPort());
		}
		String text = (uri.getRawAuthority() != null) ? uri.getRawAuthority() : "";
		Matcher matcher = WITH_UNDERSCORE.matcher(text);
		if (!matcher.matches()) {
			return null;
		}
		return new Authority(matcher.group(1), (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : -1);
	}

	static Authority of(URI uri) {
		Authority authority = in(uri);
		if (authority == null) {
			throw new IllegalArgumentException("There is no host in " + uri);
		}
		return authority;
	}

	String address() {
		return this.host.startsWith("[") ? this.host.substring(1, this.host.length() - 1) : this.host;
	}

}
