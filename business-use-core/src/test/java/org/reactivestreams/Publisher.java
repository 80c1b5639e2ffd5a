package org.reactivestreams;

/**
 * Substitute for the type with this name, which the core knows only by name.
 */
public interface Publisher {

}
