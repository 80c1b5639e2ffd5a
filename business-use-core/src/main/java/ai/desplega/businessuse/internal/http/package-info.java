/**
 * HTTP transport of the client over a connection of its own. Uses {@code transport} and
 * the JDK. Start with {@link ai.desplega.businessuse.internal.http.HttpTransport};
 * {@link ai.desplega.businessuse.internal.http.HttpConnection} has the rules for
 * connections and the reasons for them, and opens them directly and through proxies,
 * {@code OpenConnection} has TLS and tunnels, {@code HttpRequest} and
 * {@code ResponseReader} have the protocol, and
 * {@link ai.desplega.businessuse.internal.http.ResponseJudge} decides whether the backend
 * responded. {@code internal.delivery} decides when an idle connection is released.
 */
@NullMarked
package ai.desplega.businessuse.internal.http;

import org.jspecify.annotations.NullMarked;
