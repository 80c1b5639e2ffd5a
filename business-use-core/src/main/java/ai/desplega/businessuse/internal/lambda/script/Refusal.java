package ai.desplega.businessuse.internal.lambda.script;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a lambda can't be translated. It has no stack trace, because it is thrown
 * again for every event of the call site, and the message contains the source location.
 */
public final class Refusal extends IllegalArgumentException {

	/**
	 * Alternative that applies to every lambda.
	 */
	public static final String SCRIPT = "use Expr.js(\"...\")";

	private static final long serialVersionUID = 1;

	private final @Nullable String advice;

	private final @Nullable String place;

	public Refusal(String message) {
		this(message, null);
	}

	/**
	 * Create a refusal.
	 * @param what the reason, as a predicate of the lambda: "contains a loop"
	 * @param advice an alternative, as an imperative: "use a list"
	 */
	public Refusal(String what, @Nullable String advice) {
		this(what, advice, null);
	}

	private Refusal(String what, @Nullable String advice, @Nullable String place) {
		super(what);
		this.advice = advice;
		this.place = place;
	}

	/**
	 * Return a refusal with a source location, unless this one has a location already.
	 */
	public Refusal at(String source) {
		return (this.place == null) ? new Refusal(what(), this.advice, source) : this;
	}

	/**
	 * Return a refusal for both reasons, with the advice of the other refusal.
	 */
	public Refusal and(Refusal other) {
		return new Refusal(what() + ", and " + other.what(), other.advice, this.place);
	}

	/**
	 * Return the message for users.
	 * @param lambda the class and method that contain the lambda
	 */
	public String message(String lambda) {
		String location = (this.place != null) ? " (" + this.place + ")" : "";
		String alternative = (this.advice != null) ? this.advice + ", or " + SCRIPT : SCRIPT;
		return "The lambda in " + lambda + location + " can't be translated to JavaScript: it " + what() + "; "
				+ alternative;
	}

	private String what() {
		return String.valueOf(getMessage());
	}

	/**
	 * Return only the message, because a logger may truncate the string.
	 */
	@Override
	public String toString() {
		return what();
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
