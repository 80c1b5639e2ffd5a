package ai.desplega.businessuse.internal.config;

/**
 * Thrown if a setting is invalid. The message starts with the name of the setting in the
 * builder of the client; callers that use another name put it before the
 * {@linkplain #problem() problem}.
 */
public final class InvalidSettingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	InvalidSettingException(String setting, String problem) {
		super(setting + " " + problem);
		this.problem = problem;
	}

	/**
	 * Return the problem without the name of the setting, such as {@code must be between
	 * 1 and 10000, but is 0}. Never contains credentials.
	 */
	public String problem() {
		return this.problem;
	}

}
