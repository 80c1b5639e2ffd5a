/**
 * Configuration of a client. Uses only {@code internal.log}.
 * <p>
 * {@link ai.desplega.businessuse.internal.config.Setting} has the name, the default and
 * the range of each setting, such as {@code READ_TIMEOUT};
 * {@link ai.desplega.businessuse.internal.config.ClientConfig} holds the values;
 * {@code Environment} reads those that are not set in code, in the grammar of
 * {@link ai.desplega.businessuse.internal.config.ValueParser}.
 */
@NullMarked
package ai.desplega.businessuse.internal.config;

import org.jspecify.annotations.NullMarked;
