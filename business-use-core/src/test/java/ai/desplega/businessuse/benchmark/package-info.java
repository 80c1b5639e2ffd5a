/**
 * Benchmarks of the client. See the README for the command and the figures.
 */
@NullMarked
package ai.desplega.businessuse.benchmark;

import org.jspecify.annotations.NullMarked;
