// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import java.util.Map;
import java.util.Optional;

/** The names that the Bluetooth SIG has for the company identifiers of manufacturer specific data. */
public final class CompanyNames {
    private CompanyNames() {}

    /** Returns the name of the company with this identifier, 0 to 65535, as far as this version knows it. */
    public static Optional<String> name(int company) {
        return Optional.ofNullable(Names.BY_COMPANY.get(company));
    }

    // Read at the first question.
    private static final class Names {
        static final Map<Integer, String> BY_COMPANY =
                NameTable.read("company-names.txt", digits -> Integer.parseInt(digits, 16));
    }
}
