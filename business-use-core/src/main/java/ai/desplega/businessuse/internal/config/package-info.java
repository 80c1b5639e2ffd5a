/**
 * Configuration of a client. Uses only types of {@code internal}.
 * <p>
 * {@link ai.desplega.businessuse.internal.config.Setting} declares the name, the default
 * and the range of each setting, such as {@code READ_TIMEOUT};
 * {@link ai.desplega.businessuse.internal.config.ClientConfig} contains the values;
 * {@code Environment} reads those that are not set in code, in the format of
 * {@link ai.desplega.businessuse.internal.config.ValueParser}.
 */
@NullMarked
package ai.desplega.businessuse.internal.config;

import org.jspecify.annotations.NullMarked;
