/**
 * Translation of Java lambdas to JavaScript.
 */
@NullMarked
package ai.desplega.businessuse.internal.lambda;

import org.jspecify.annotations.NullMarked;
