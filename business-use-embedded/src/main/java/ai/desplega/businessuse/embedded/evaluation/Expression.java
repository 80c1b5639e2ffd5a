package ai.desplega.businessuse.embedded.evaluation;

/**
 * A filter or validator, as it came.
 *
 * @param engine {@code js}, {@code python} or {@code cel}
 * @param script the source
 */
public record Expression(String engine, String script) {

}
