package ai.desplega.businessuse.sample.backend;

/**
 * A filter or validator, as it came.
 *
 * @param engine {@code js}, {@code python} or {@code cel}
 * @param script the source
 */
record Expression(String engine, String script) {

}
