/**
 * HTTP endpoints of the backend ({@code WireCalls}) and of the console page
 * ({@code PageCalls}). {@code RunSummary} is a row in the page's list of runs and
 * {@code RunDetails} a single run; {@code Runs} creates both.
 */
@NullMarked
package ai.desplega.businessuse.embedded.console;

import org.jspecify.annotations.NullMarked;
