package org.hibernate.proxy;

/**
 * Substitute for the interface with this name, which the core knows only by name.
 */
public interface HibernateProxy {

	Object getHibernateLazyInitializer();

}
