package ai.desplega.businessuse.internal.http;

import java.util.Map;

/**
 * HTTP/1.1 response.
 *
 * @param status the status code
 * @param reason the reason phrase; empty if there is none
 * @param headers an unmodifiable map that ignores the case of names
 * @param body the start of the body
 * @param reusable whether the connection can serve another request
 */
public record HttpResponse(int status, String reason, Map<String, String> headers, byte[] body, boolean reusable) {
}
