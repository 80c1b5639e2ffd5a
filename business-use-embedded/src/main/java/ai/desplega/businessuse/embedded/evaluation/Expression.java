package ai.desplega.businessuse.embedded.evaluation;

/**
 * Filter or validator, as received.
 *
 * @param engine {@code js}, {@code python} or {@code cel}
 * @param script the source
 */
public record Expression(String engine, String script) {

}
