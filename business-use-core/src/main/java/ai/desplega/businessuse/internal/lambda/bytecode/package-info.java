/**
 * First step of a translation: {@code MethodFinder} finds the class file of the lambda
 * and reads its method into a {@code MethodCode}, which has no loops: all jumps are
 * forward jumps.
 */
@NullMarked
package ai.desplega.businessuse.internal.lambda.bytecode;

import org.jspecify.annotations.NullMarked;
