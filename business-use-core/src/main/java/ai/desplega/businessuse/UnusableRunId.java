package ai.desplega.businessuse;

/**
 * Run id that can't be used. It is stored in the field of the run id, which keeps the
 * builder of an event small.
 *
 * @param problem the reason
 */
record UnusableRunId(String problem) {
}
