package ai.desplega.businessuse.internal.lambda;

import org.jspecify.annotations.Nullable;

/**
 * Thrown to end a translation: the lambda contains something that can't be translated.
 */
final class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1;

	private final String what;

	private final @Nullable String advice;

	private final @Nullable String place;

	Refusal(String what) {
		this(what, null);
	}

	/**
	 * Create a refusal.
	 * @param what the reason, as a predicate of the lambda: "contains a loop"
	 * @param advice an alternative, as an imperative: "use a list"
	 */
	Refusal(String what, @Nullable String advice) {
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
	Refusal at(@Nullable String source, int line) {
		return (this.place == null && source != null && line > 0)
				? new Refusal(this.what, this.advice, Constructs.shorten(source) + ":" + line) : this;
	}

	/**
	 * Return a refusal for another reason besides, with the advice for that.
	 */
	Refusal and(Refusal other) {
		return new Refusal(this.what + ", and " + other.what, other.advice, this.place);
	}

	String what() {
		return this.what;
	}

	@Nullable String advice() {
		return this.advice;
	}

	@Nullable String place() {
		return this.place;
	}

}
