package ai.desplega.businessuse.internal.lambda;

import java.lang.annotation.Annotation;

import org.jspecify.annotations.Nullable;

/**
 * Result of a translation: a script, or the reason why there is none.
 */
final class Translation {

	private static final String SCRIPT = "use Expr.js(\"...\")";

	private final String place;

	private final @Nullable Template template;

	private final @Nullable TranslatedRule constant;

	private final @Nullable String failure;

	private Translation(String place, @Nullable Template template, @Nullable TranslatedRule constant,
			@Nullable String failure) {
		this.place = place;
		this.template = template;
		this.constant = constant;
		this.failure = failure;
	}

	static Translation of(String place, Template template) {
		TranslatedRule constant = template.isConstant() ? template.fill(new Object[0]) : null;
		return new Translation(place, template, constant, null);
	}

	static Translation refused(String place, Refusal refusal) {
		return new Translation(place, null, null, message(place, refusal));
	}

	static Translation failed(String place, Throwable failure) {
		return refused(place, new Refusal("is beyond the translator, which failed with " + failure));
	}

	/**
	 * Create the result for an object that doesn't reveal the method it calls.
	 */
	static Translation unreadable(Class<?> type) {
		String reason = type.getName() + " can't be translated to JavaScript: ";
		for (Annotation annotation : type.getAnnotations()) {
			if (annotation.annotationType().getName().equals("kotlin.Metadata")) {
				return new Translation("", null, null, reason
						+ "it was compiled by Kotlin, whose lambdas are not supported yet; write the rule in Java, or "
						+ SCRIPT);
			}
		}
		return new Translation("", null, null, reason
				+ "it is not a lambda, or not one that can be read, as in a native image or in a package that its module "
				+ "doesn't open; " + SCRIPT);
	}

	/**
	 * Return the script for captured values.
	 * @throws LambdaException if there is none
	 */
	TranslatedRule rule(Object[] captured) {
		if (this.constant != null) {
			return this.constant;
		}
		if (this.template == null) {
			throw new LambdaException(String.valueOf(this.failure));
		}
		try {
			return this.template.fill(captured);
		}
		catch (Refusal ex) {
			throw new LambdaException(message(this.place, ex));
		}
	}

	private static String message(String place, Refusal refusal) {
		String location = (refusal.place() != null) ? " (" + refusal.place() + ")" : "";
		String advice = (refusal.advice() != null) ? refusal.advice() + ", or " + SCRIPT : SCRIPT;
		return "The lambda in " + place + location + " can't be translated to JavaScript: it " + refusal.what() + "; "
				+ advice;
	}

}
