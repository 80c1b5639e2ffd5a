package ai.desplega.businessuse.internal.config;

/**
 * Thrown for an invalid setting. The message names the setting as in the builder of the
 * client; callers with another name for it put theirs before the {@linkplain #problem()
 * problem}.
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
