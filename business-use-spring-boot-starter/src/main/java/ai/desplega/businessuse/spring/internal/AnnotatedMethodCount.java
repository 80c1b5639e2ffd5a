package ai.desplega.businessuse.spring.internal;

/**
 * Number of annotated methods of the beans that exist. Thread-safe.
 */
public interface AnnotatedMethodCount {

	/**
	 * Return the number of annotated methods.
	 * @return the number; a method of several beans counts once
	 */
	int methods();

	/**
	 * Return the number of flows that these methods belong to.
	 * @return the number of different flows
	 */
	int flows();

}
