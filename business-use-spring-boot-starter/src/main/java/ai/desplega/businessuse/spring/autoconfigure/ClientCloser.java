package ai.desplega.businessuse.spring.autoconfigure;

import java.time.Duration;
import java.util.function.LongSupplier;

import ai.desplega.businessuse.internal.client.ManagedClient;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Closes the client after all other beans are destroyed: until then, {@code @PreDestroy}
 * methods and executors that wait for their tasks may record events. This class is a bean
 * factory post-processor because beans are destroyed in the reverse order of their
 * creation, and bean factory post-processors are created first.
 * <p>
 * The time that the lifecycle needed for flushing is deducted from the time for closing.
 * A stopped context keeps no connection open, because a checkpoint of the JVM would fail
 * with an open connection.
 */
final class ClientCloser implements BeanFactoryPostProcessor, DisposableBean, AopInfrastructureBean {

	private final LongSupplier nanoTime;

	private volatile @Nullable ManagedClient client;

	private volatile Duration timeout = Duration.ZERO;

	private volatile Duration timeLeft = Duration.ZERO;

	/**
	 * Create a closer without a client.
	 * @param nanoTime the time source, such as {@link System#nanoTime()}
	 */
	ClientCloser(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
	}

	/**
	 * Set the client.
	 * @param timeout the maximum time for flushing and closing together
	 */
	void closeLast(ManagedClient client, Duration timeout) {
		this.client = client;
		this.timeout = timeout;
		this.timeLeft = timeout;
	}

	void started() {
		this.timeLeft = this.timeout;
	}

	void flush() {
		ManagedClient managed = this.client;
		if (managed == null) {
			return;
		}
		long start = this.nanoTime.getAsLong();
		managed.flushAndDisconnect(this.timeLeft);
		this.timeLeft = this.timeLeft.minusNanos(this.nanoTime.getAsLong() - start);
	}

	@Override
	public void destroy() {
		ManagedClient managed = this.client;
		if (managed != null) {
			managed.close(this.timeLeft);
		}
	}

}
