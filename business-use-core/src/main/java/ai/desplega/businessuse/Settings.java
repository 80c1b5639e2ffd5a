package ai.desplega.businessuse;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

record Settings() {

	static @Nullable String apiKey(@Nullable String apiKey) {
		return apiKey;
	}

	static URI url(String url) {
		return URI.create(url);
	}

	static long inRange(String name, long value, long min, long max) {
		return value;
	}

	static Duration inRange(String name, Duration value, Duration min) {
		return value;
	}

	static Settings of(BusinessUseClient.Builder builder) {
		return new Settings();
	}

	BusinessUseClient newClient() {
		return BusinessUseClient.noop();
	}

}
