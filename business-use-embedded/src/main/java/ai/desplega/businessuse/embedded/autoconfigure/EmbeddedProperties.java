package ai.desplega.businessuse.embedded.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for {@link BusinessUseEmbeddedAutoConfiguration}.
 */
@ConfigurationProperties("business-use.embedded")
class EmbeddedProperties {

	/**
	 * Whether a client that has neither an API key nor a URL records into the embedded
	 * backend. If not specified, only if the application is known to run in development:
	 * its main class is loaded from a directory, outside tests, containers and cloud
	 * platforms.
	 */
	private @Nullable Boolean enabled;

	private final Console console = new Console();

	public @Nullable Boolean getEnabled() {
		return this.enabled;
	}

	public void setEnabled(@Nullable Boolean enabled) {
		this.enabled = enabled;
	}

	public Console getConsole() {
		return this.console;
	}

	/**
	 * Properties of the console.
	 */
	static class Console {

		/**
		 * Path of the console, below the context path.
		 */
		private String path = "/business-use";

		/**
		 * Whether to serve requests from other machines. Anyone who can connect can then
		 * read and add events.
		 */
		private boolean allowRemote;

		public String getPath() {
			return this.path;
		}

		public void setPath(String path) {
			this.path = path;
		}

		public boolean isAllowRemote() {
			return this.allowRemote;
		}

		public void setAllowRemote(boolean allowRemote) {
			this.allowRemote = allowRemote;
		}

	}

}
