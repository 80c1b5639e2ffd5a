/**
 * Types that are public only for the other modules of this project. They are not part of
 * the API and may change in any release.
 * <p>
 * The following table lists where to make common changes:
 * <table>
 * <caption>Common changes</caption>
 * <tr>
 * <th>change</th>
 * <th>place</th>
 * </tr>
 * <tr>
 * <td>default or range of a setting, such as the read timeout</td>
 * <td>{@code Setting} in {@code internal.config}; the default also in
 * {@code BusinessUseProperties} of the starter and in the description of
 * {@code BusinessUseClient.Builder}</td>
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
 * <td>length of a backend's error in a log message</td>
 * <td>{@code BackendMonitor}; the part of a response that is read: {@code MAX_BODY} of
 * {@code internal.http} and of the starter's {@code RestClientTransport}</td>
 * </tr>
 * <tr>
 * <td>fixed time or size of delivery, such as how long an idle connection is kept</td>
 * <td>{@code BatchSettings} in {@code internal.delivery}</td>
 * </tr>
 * <tr>
 * <td>wording of a message about a dropped event</td>
 * <td>the reason: {@code DefaultBusinessUseClient} (too large, failed customizer) and
 * {@code EventEncoder} (invalid); the start of the message:
 * {@code ThrottledEventLogger}</td>
 * </tr>
 * <tr>
 * <td>new reason for dropped events</td>
 * <td>a constant of {@link ai.desplega.businessuse.status.DropReason}, which is then
 * included in status, log messages, metrics and endpoint; {@code EventCounts} if the
 * event itself is the reason, so that a flush does not report a loss. The reason is set
 * by {@code DefaultBusinessUseClient} (before the queue), {@code BatchProcessor} (queue,
 * shutdown) or {@code BatchSender} (response)</td>
 * </tr>
 * <tr>
 * <td>new method in rules</td>
 * <td>its JavaScript in {@code Vocabulary} of {@code internal.lambda.execution}, with a
 * {@code Helper} where JavaScript differs; for a method of this library also the type in
 * {@link ai.desplega.businessuse.rule}; a generator in {@code PredicateGenerator} of the
 * tests</td>
 * </tr>
 * <tr>
 * <td>new attribute of the annotations</td>
 * <td>see {@code ai.desplega.businessuse.spring.aop}</td>
 * </tr>
 * <tr>
 * <td>text of a run in a failed assertion</td>
 * <td>{@code RunReport} in {@code ai.desplega.businessuse.embedded.test}; new values
 * first in {@link ai.desplega.businessuse.flow.StepResult}</td>
 * </tr>
 * <tr>
 * <td>encoding of a type in the data</td>
 * <td>in {@code internal.json}: {@code PlainValues} for scalars of the JDK,
 * {@code EncodingModifier} for a type that Jackson writes, such as an optional,
 * {@code UnsupportedTypes} for a type that is rejected, {@code EventMapper} for the
 * features of Jackson</td>
 * </tr>
 * <tr>
 * <td>escapes and replaced characters in JSON strings, limits of numbers</td>
 * <td>{@code JsonBuffer} in {@code internal.json}</td>
 * </tr>
 * </table>
 * After a change, failing tests name the pages of {@code docs} and the lists of public
 * types that must be updated.
 */
@NullMarked
package ai.desplega.businessuse.internal;

import org.jspecify.annotations.NullMarked;
