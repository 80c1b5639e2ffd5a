/**
 * Configuration of a client. Uses only {@code internal.log}.
 * <p>
 * {@link ai.desplega.businessuse.internal.config.ClientConfig} holds all settings, with
 * the range and the default of each, such as {@code DEFAULT_READ_TIMEOUT};
 * {@code Environment} reads those that are not set in code, in the grammar of
 * {@link ai.desplega.businessuse.internal.config.ValueParser}.
 */
@NullMarked
package ai.desplega.businessuse.internal.config;

import org.jspecify.annotations.NullMarked;
