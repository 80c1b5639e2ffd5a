/**
 * Types that are public only for the other packages and modules of this project. Not an
 * API: they may change in any release.
 */
@NullMarked
package ai.desplega.businessuse.spring.internal;

import org.jspecify.annotations.NullMarked;
