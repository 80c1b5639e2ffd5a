package ai.desplega.businessuse.internal.lambda;

import java.io.Serializable;

/**
 * Translates lambdas to JavaScript. Thread-safe.
 */
public final class LambdaTranslator {

	private LambdaTranslator() {
	}

	/**
	 * Translate a lambda to JavaScript that gives the same result for every input. The
	 * first call for a lambda translates it; later calls only insert its captured values.
	 * @param lambda a serializable lambda or method reference with the parameters of a
	 * rule
	 * @return the script, of at most 4096 bytes
	 * @throws IllegalArgumentException if it can't be translated; the message names the
	 * construct, its source location and an alternative
	 */
	public static TranslatedRule translate(Serializable lambda) {
		return CallSite.translate(lambda);
	}

}
