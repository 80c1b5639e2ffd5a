package ai.desplega.businessuse.spring.autoconfigure;

import ai.desplega.businessuse.internal.json.MapperSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks up the application's {@link JsonMapper} when the first event is recorded, because
 * one of its serializers may depend on the client.
 * <p>
 * While the context starts, only the thread that starts it may create the mapper. Another
 * thread would wait for the lock of the bean factory, while the starting thread may be
 * waiting for that thread.
 */
final class ApplicationJsonMapper implements MapperSource, SmartInitializingSingleton, AopInfrastructureBean {

	private static final Logger logger = LoggerFactory.getLogger(ApplicationJsonMapper.class);

	private final ObjectProvider<JsonMapper> mappers;

	private volatile @Nullable Thread starting = Thread.currentThread();

	ApplicationJsonMapper(ObjectProvider<JsonMapper> mappers) {
		this.mappers = mappers;
	}

	@Override
	public @Nullable JsonMapper get() {
		Thread thread = this.starting;
		if (thread != null && thread != Thread.currentThread()) {
			throw new IllegalStateException("The application's JsonMapper can't be used by another thread"
					+ " before the application context has started");
		}
		try {
			return this.mappers.getIfAvailable();
		}
		catch (NoUniqueBeanDefinitionException ex) {
			logger.warn(
					"Event data is encoded without the application's JSON configuration, because there are {}"
							+ " JsonMapper beans ({}); annotate one with @Primary",
					ex.getNumberOfBeansFound(), ex.getBeanNamesFound());
			return null;
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.starting = null;
	}

}
