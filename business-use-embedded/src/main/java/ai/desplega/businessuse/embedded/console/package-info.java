/**
 * HTTP endpoints of the backend and of the console page.
 */
@NullMarked
package ai.desplega.businessuse.embedded.console;

import org.jspecify.annotations.NullMarked;
