package ai.desplega.businessuse;

/**
 * Takes the place of a run id that can't be used. One field for both keeps the builder of
 * an event small.
 *
 * @param problem the reason
 */
record UnusableRunId(String problem) {
}
