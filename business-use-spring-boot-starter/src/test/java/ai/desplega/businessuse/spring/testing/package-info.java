/**
 * What several tests need: a log that can be read, and a backend on a socket.
 */
@NullMarked
package ai.desplega.businessuse.spring.testing;

import org.jspecify.annotations.NullMarked;
