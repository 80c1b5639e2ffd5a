package ai.desplega.businessuse.internal.json;

import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.PropertyWriter;

/**
 * The client's own mapper, made when the first value needs it: that takes longer than
 * everything else at the start of a client. It knows no module of the host's.
 */
final class Mappers {

	private static final int MAX_DEPTH = 100;

	/**
	 * Jackson's default pool of buffers is bound to the threads of the application.
	 */
	private static final int POOLED_BUFFERS = 8;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable JsonMapper mapper;

	JsonMapper get() {
		JsonMapper current = this.mapper;
		return (current != null) ? current : make();
	}

	private JsonMapper make() {
		this.lock.lock();
		try {
			JsonMapper current = this.mapper;
			if (current == null) {
				current = newMapper();
				this.mapper = current;
			}
			return current;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static JsonMapper newMapper() {
		JsonFactory factory = JsonFactory.builder()
			.recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
			.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
			.build();
		return JsonMapper.builder(factory).build();
	}

	/**
	 * The properties of a type, as far as Jackson has such.
	 */
	Iterator<PropertyWriter> properties(Class<?> type) {
		ValueSerializer<Object> serializer = get()._serializationContext().findValueSerializer(type);
		return serializer.properties();
	}

}
