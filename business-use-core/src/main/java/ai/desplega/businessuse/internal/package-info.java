/**
 * Types that are public only for the other modules of this project. Not an API: they may
 * change in any release.
 * <p>
 * Places of common changes:
 * <table>
 * <caption>Places of common changes</caption>
 * <tr>
 * <th>change</th>
 * <th>place</th>
 * </tr>
 * <tr>
 * <td>default or range of a setting, such as the read timeout</td>
 * <td>{@code Setting} in {@code internal.config}; the default also in
 * {@code BusinessUseProperties} of the starter</td>
 * </tr>
 * <tr>
 * <td>new setting</td>
 * <td>{@code Setting}, {@code ClientConfig}, {@code BusinessUseClient.Builder}; then the
 * property, see {@code ai.desplega.businessuse.spring.autoconfigure}</td>
 * </tr>
 * <tr>
 * <td>wording of a message about the backend, such as a rejected batch</td>
 * <td>{@code BackendMonitor} in {@code internal.delivery}</td>
 * </tr>
 * <tr>
 * <td>wording of a message about an event</td>
 * <td>{@code ThrottledEventLogger} and {@code EventEncoder}</td>
 * </tr>
 * <tr>
 * <td>new reason for dropped events</td>
 * <td>a constant of {@link ai.desplega.businessuse.status.DropReason}, which status,
 * logs, metrics and endpoint then show; the caller of {@code BatchProcessor.refused}, or
 * {@code BatchSender}, gives it</td>
 * </tr>
 * <tr>
 * <td>new method in rules</td>
 * <td>the type in {@link ai.desplega.businessuse.rule}, its JavaScript in
 * {@code Vocabulary} of {@code internal.lambda.execution}, a generator in
 * {@code PredicateGenerator} of the tests</td>
 * </tr>
 * <tr>
 * <td>new attribute of the annotations</td>
 * <td>see {@code ai.desplega.businessuse.spring.aop}</td>
 * </tr>
 * <tr>
 * <td>encoding of a type in the data</td>
 * <td>{@code PlainValues}, {@code EncodingModifier} and {@code UnsupportedTypes} in
 * {@code internal.json}</td>
 * </tr>
 * </table>
 */
@NullMarked
package ai.desplega.businessuse.internal;

import org.jspecify.annotations.NullMarked;
