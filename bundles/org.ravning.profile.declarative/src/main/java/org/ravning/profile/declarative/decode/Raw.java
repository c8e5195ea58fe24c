// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.math.BigDecimal;

/** What stands where a number is expected. */
sealed interface Raw {
    /**
     * A number.
     *
     * @param value as it stands there
     */
    record Figure(BigDecimal value) implements Raw {}

    /** No number. */
    enum Absence implements Raw {
        /** The bytes are not there, and need not be. */
        MISSING,
        /** The device says that it has no value. */
        NOT_AVAILABLE
    }
}
