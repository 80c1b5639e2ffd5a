/**
 * HTTP transport of the client, with its own implementation of connections. Uses
 * {@code transport} and the JDK. Start with
 * {@link ai.desplega.businessuse.internal.http.HttpTransport};
 * {@link ai.desplega.businessuse.internal.http.HttpConnection} documents the rules for
 * connections and their reasons, and opens connections directly and through proxies.
 * {@code OpenConnection} implements TLS and tunnels, {@code HttpRequest} and
 * {@code ResponseReader} implement the protocol, and
 * {@link ai.desplega.businessuse.internal.http.ResponseJudge} determines whether the
 * backend responded. {@code internal.delivery} determines when an idle connection is
 * released.
 */
@NullMarked
package ai.desplega.businessuse.internal.http;

import org.jspecify.annotations.NullMarked;
