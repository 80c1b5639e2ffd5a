package ai.desplega.businessuse.internal.lambda;

import java.util.Arrays;

import ai.desplega.businessuse.internal.lambda.script.Refusal;
import ai.desplega.businessuse.internal.lambda.script.Template;
import ai.desplega.businessuse.internal.lambda.script.TranslatedRule;

/**
 * Result of a translation: a script, or the reason why there is none.
 */
@FunctionalInterface
interface Translation {

	/**
	 * Return the script for captured values.
	 * @throws Refusal if there is none
	 */
	TranslatedRule rule(Object[] captured);

	static Translation of(String place, Template template) {
		if (template.isConstant()) {
			TranslatedRule constant = template.fill(new Object[0]);
			return (captured) -> constant;
		}
		return (captured) -> {
			try {
				return template.fill(captured);
			}
			catch (Refusal ex) {
				throw new Refusal(ex.message(place));
			}
		};
	}

	static Translation refused(String place, Refusal refusal) {
		return failed(refusal.message(place));
	}

	static Translation failed(String place, Throwable failure) {
		return refused(place, new Refusal("can't be handled by the translator, which failed with " + failure));
	}

	/**
	 * Create the result for an object whose implementation method can't be determined.
	 */
	static Translation unreadable(Class<?> type) {
		boolean kotlin = Arrays.stream(type.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getName().equals("kotlin.Metadata"));
		String reason = kotlin
				? "it was compiled by Kotlin, whose lambdas are not supported yet; write the rule in Java, or "
				: "it is not a lambda, or its byte code can't be read, as in a native image or in a package that its "
						+ "module doesn't open; ";
		return failed(type.getName() + " can't be translated to JavaScript: " + reason + Refusal.SCRIPT);
	}

	private static Translation failed(String message) {
		return (captured) -> {
			throw new Refusal(message);
		};
	}

}
