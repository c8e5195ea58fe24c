// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

/** A calculation in double precision over what was read so far; pure. Truth is any number but 0; unknown is NaN. */
@FunctionalInterface
public interface Expression {
    /** Returns the result. */
    double of(Scope scope);

    /** Says whether the result is true. */
    default boolean holds(Scope scope) {
        double result = of(scope);
        return result != 0 && !Double.isNaN(result);
    }
}
