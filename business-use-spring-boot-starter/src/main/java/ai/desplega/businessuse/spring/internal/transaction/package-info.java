/**
 * Events that wait for the transaction that they were recorded in.
 */
@NullMarked
package ai.desplega.businessuse.spring.internal.transaction;

import org.jspecify.annotations.NullMarked;
