package ai.desplega.businessuse.spring.aop;

import ai.desplega.businessuse.BusinessUseClient;
import ai.desplega.businessuse.spring.BusinessAct;
import ai.desplega.businessuse.spring.BusinessAssert;
import ai.desplega.businessuse.spring.autoconfigure.BusinessUseAutoConfiguration;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link BusinessAct} and
 * {@link BusinessAssert}.
 */
@AutoConfiguration(after = BusinessUseAutoConfiguration.class)
public final class BusinessUseAnnotationsAutoConfiguration implements AopInfrastructureBean {

	/**
	 * Create a post-processor for each context of a hierarchy, because a post-processor
	 * processes only the beans of its own context.
	 */
	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	static EventAnnotationBeanPostProcessor businessUseEventAnnotationBeanPostProcessor(Environment environment,
			ObjectProvider<BusinessUseClient> clients) {
		EventAnnotationBeanPostProcessor postProcessor = new EventAnnotationBeanPostProcessor(clients);
		postProcessor
			.setProxyTargetClass(environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
		return postProcessor;
	}

}
