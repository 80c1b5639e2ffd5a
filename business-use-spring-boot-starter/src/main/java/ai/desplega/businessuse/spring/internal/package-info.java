/**
 * Types that are public only for the other packages and modules of this project. They are
 * not part of the API and may change in any release.
 */
@NullMarked
package ai.desplega.businessuse.spring.internal;

import org.jspecify.annotations.NullMarked;
