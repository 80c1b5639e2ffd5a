/**
 * Auto-configuration of the embedded backend and its console.
 */
@NullMarked
package ai.desplega.businessuse.embedded.autoconfigure;

import org.jspecify.annotations.NullMarked;
