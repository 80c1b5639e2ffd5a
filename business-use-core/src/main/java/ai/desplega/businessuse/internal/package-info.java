/**
 * Types that are public only for the other modules of this project. Not an API: they may
 * change in any release.
 */
@NullMarked
package ai.desplega.businessuse.internal;

import org.jspecify.annotations.NullMarked;
