/**
 * The page at {@code /}: runs of flows, each with the graph of its steps.
 */
@NullMarked
package ai.desplega.businessuse.sample.web;

import org.jspecify.annotations.NullMarked;
