package ai.desplega.businessuse.embedded.test;

import java.util.Map;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.embedded.BusinessRuns;
import ai.desplega.businessuse.embedded.EmbeddedBackend;
import ai.desplega.businessuse.spring.internal.TestTransport;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Adds an embedded backend to the context of a test. All instances are equal, so that
 * test classes share contexts. The backend is registered as a singleton instance, so that
 * post-processors and aspects of the application don't apply to it.
 */
record EmbeddedBusinessUseContextCustomizer() implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		if (hasClient(context.getParent())) {
			return;
		}
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("embeddedBusinessUse", Map.of("business-use.enabled", "true")));
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		SpringTestBackend backend = new SpringTestBackend(beans);
		register(beans, SpringTestBackend.class, backend);
		register(beans, TestTransport.class, backend.transport());
		register(beans, EmbeddedBackend.class, backend.testBackend().backend());
		register(beans, BusinessRuns.class, backend.testBackend().backend().runs());
	}

	/**
	 * Return {@code true} if a parent context has a client, which child contexts share.
	 */
	private static boolean hasClient(@Nullable ApplicationContext parent) {
		return parent != null
				&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(parent, BusinessUseClient.class).length > 0;
	}

	private static <T> void register(ConfigurableListableBeanFactory beans, Class<T> type, T bean) {
		beans.registerSingleton(type.getName(), bean);
	}

}
