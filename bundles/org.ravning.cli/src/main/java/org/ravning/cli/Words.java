// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.util.Locale;

/** Enumeration constants as people read them. */
final class Words {
    private Words() {}

    /** Returns {@code write-without-response} for {@code WRITE_WITHOUT_RESPONSE}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
