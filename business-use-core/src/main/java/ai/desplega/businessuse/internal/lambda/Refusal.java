package ai.desplega.businessuse.internal.lambda;

import org.jspecify.annotations.Nullable;

/**
 * Ends a translation: the lambda does something that a script can't say. The message
 * continues "it ...".
 */
final class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1;

	private final String what;

	private final @Nullable String place;

	Refusal(String what) {
		this(what, null);
	}

	private Refusal(String what, @Nullable String place) {
		super(what, null, false, false);
		this.what = what;
		this.place = place;
	}

	/**
	 * The same with the place, unless a place that is more exact is known already.
	 */
	Refusal at(@Nullable String source, int line) {
		return (this.place == null && source != null && line > 0) ? new Refusal(this.what, source + ":" + line) : this;
	}

	String what() {
		return this.what;
	}

	@Nullable String place() {
		return this.place;
	}

}
