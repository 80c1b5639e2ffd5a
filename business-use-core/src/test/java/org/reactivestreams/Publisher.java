package org.reactivestreams;

/**
 * Stands for the type of that name, which the core knows by its name alone.
 */
public interface Publisher {

}
