package ai.desplega.businessuse.internal.client;

import java.util.function.Consumer;

/**
 * Description of an assertion for {@code prepare}, which otherwise treats an event
 * without a validator as an act.
 *
 * @param <T> the type of the event's builder
 */
public record AssertionDescription<T>(Consumer<T> event) implements Consumer<T> {

	@Override
	public void accept(T builder) {
		this.event.accept(builder);
	}

}
