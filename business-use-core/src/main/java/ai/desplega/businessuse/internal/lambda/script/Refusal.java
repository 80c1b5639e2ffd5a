package ai.desplega.businessuse.internal.lambda.script;

import org.jspecify.annotations.Nullable;

/**
 * Thrown to end a translation: the lambda contains something that can't be translated.
 */
public final class Refusal extends RuntimeException {

	/**
	 * Alternative to every lambda.
	 */
	public static final String SCRIPT = "use Expr.js(\"...\")";

	private static final long serialVersionUID = 1;

	private final String what;

	private final @Nullable String advice;

	private final @Nullable String place;

	public Refusal(String what) {
		this(what, null);
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
		super(what, null, false, false);
		this.what = what;
		this.advice = advice;
		this.place = place;
	}

	/**
	 * Return a refusal with a source location, unless this one has a location already.
	 */
	public Refusal at(String source) {
		return (this.place == null) ? new Refusal(this.what, this.advice, source) : this;
	}

	/**
	 * Return a refusal for another reason besides, with the advice for that.
	 */
	public Refusal and(Refusal other) {
		return new Refusal(this.what + ", and " + other.what, other.advice, this.place);
	}

	/**
	 * Return the message for users.
	 * @param lambda the class and method that contain the lambda
	 */
	public String message(String lambda) {
		String location = (this.place != null) ? " (" + this.place + ")" : "";
		String alternative = (this.advice != null) ? this.advice + ", or " + SCRIPT : SCRIPT;
		return "The lambda in " + lambda + location + " can't be translated to JavaScript: it " + this.what + "; "
				+ alternative;
	}

}
