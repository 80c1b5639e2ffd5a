package ai.desplega.businessuse.internal.lambda;

import java.io.Serializable;

/**
 * Translates lambdas to JavaScript. Thread-safe.
 */
public final class LambdaTranslator {

	private LambdaTranslator() {
	}

	/**
	 * Return JavaScript that means the same as a lambda. A lambda is translated when it
	 * is first seen; from then on only its captured values are put in.
	 * @param lambda a serializable lambda or method reference with the parameters of a
	 * rule
	 * @return the script, an expression over {@code data} and {@code ctx}
	 * @throws IllegalArgumentException if it can't be translated; the message says what,
	 * where, and what to do
	 */
	public static String translate(Serializable lambda) {
		return CallSite.script(lambda);
	}

}
