package ai.desplega.businessuse.embedded.store;

import java.util.List;

/**
 * Invalid field of a request.
 *
 * @param loc the path of names and indexes to the field
 * @param msg the error
 */
public record FieldError(List<Object> loc, String msg) {

}
