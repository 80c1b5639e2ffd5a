/**
 * Types that are public only for the other modules of this project. They are not part of
 * the API and may change in any release.
 * <p>
 * Code to change for common tasks:
 * <dl>
 * <dt>default or range of a setting, such as the read timeout or the batch size</dt>
 * <dd>{@code Setting} in {@code internal.config}; the default also in
 * {@code BusinessUseProperties} of the starter and in the description of
 * {@code BusinessUseClient.Builder}</dd>
 * <dt>new setting</dt>
 * <dd>{@code Setting}, {@code ClientConfig}, {@code BusinessUseClient.Builder}; then the
 * property, see {@code ai.desplega.businessuse.spring.autoconfigure}</dd>
 * <dt>wording of a message about the backend, such as a rejected batch</dt>
 * <dd>{@code BackendMonitor} in {@code internal.delivery}</dd>
 * <dt>length of a backend's error in a log message</dt>
 * <dd>{@code BackendMonitor}; the part of a response that is read: {@code MAX_BODY} of
 * {@code internal.http} and of the starter's {@code RestClientTransport}</dd>
 * <dt>fixed time or size of delivery, such as how long an idle connection is kept</dt>
 * <dd>{@code BatchSettings} in {@code internal.delivery}</dd>
 * <dt>wording of a message about a dropped event</dt>
 * <dd>the reason: {@code DefaultBusinessUseClient} (too large, failed customizer) and
 * {@code EventEncoder} (invalid); the start of the message:
 * {@code ThrottledEventLogger}</dd>
 * <dt>new reason for dropped events</dt>
 * <dd>a constant of {@link ai.desplega.businessuse.status.DropReason}, which is then
 * included in status, log messages, metrics and endpoint; {@code EventCounts} if the
 * event itself is the reason, so that a flush does not report a loss. The reason is set
 * by {@code DefaultBusinessUseClient} (before the queue), {@code BatchProcessor} (queue,
 * shutdown) or {@code BatchSender} (response)</dd>
 * <dt>new method in rules</dt>
 * <dd>its JavaScript in {@code Vocabulary} of {@code internal.lambda.execution}, with a
 * {@code Helper} where JavaScript differs; for a method of this library also the type in
 * {@link ai.desplega.businessuse.rule}; a generator in {@code PredicateGenerator} of the
 * tests</dd>
 * <dt>message for a lambda that can't be translated</dt>
 * <dd>{@code Refusal} in {@code internal.lambda.script}; each reason where it is thrown,
 * such as {@code Constructs} in {@code internal.lambda.bytecode}</dd>
 * <dt>new attribute of the annotations</dt>
 * <dd>see {@code ai.desplega.businessuse.spring.aop}</dd>
 * <dt>report of a run in a failed assertion</dt>
 * <dd>{@code RunReport} in {@code ai.desplega.businessuse.embedded.test}; new values
 * first in {@link ai.desplega.businessuse.flow.StepResult}</dd>
 * <dt>encoding of a type in the data</dt>
 * <dd>in {@code internal.json}: {@code PlainValues} for scalars of the JDK,
 * {@code EncodingModifier} for a type that Jackson writes, such as an optional,
 * {@code UnsupportedTypes} for a type that is rejected, {@code EventMapper} for the
 * features of Jackson</dd>
 * <dt>escapes and replaced characters in JSON strings, limits of numbers</dt>
 * <dd>{@code JsonBuffer} in {@code internal.json}</dd>
 * </dl>
 * After a change, failing tests name the pages of {@code docs} and the lists of public
 * types that must be updated.
 */
@NullMarked
package ai.desplega.businessuse.internal;

import org.jspecify.annotations.NullMarked;
