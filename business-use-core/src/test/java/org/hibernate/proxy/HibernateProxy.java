package org.hibernate.proxy;

/**
 * Stands for the interface of that name, which the core knows by its name alone.
 */
public interface HibernateProxy {

	Object getHibernateLazyInitializer();

}
