package ai.desplega.businessuse.embedded.autoconfigure;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Registers the {@link MainClass}, which is available only from the
 * {@code SpringApplication}.
 */
final class MainClassListener implements ApplicationListener<ApplicationContextInitializedEvent> {

	@Override
	public void onApplicationEvent(ApplicationContextInitializedEvent event) {
		event.getApplicationContext()
			.getBeanFactory()
			.registerSingleton(MainClass.BEAN_NAME,
					new MainClass(event.getSpringApplication().getMainApplicationClass()));
	}

}
