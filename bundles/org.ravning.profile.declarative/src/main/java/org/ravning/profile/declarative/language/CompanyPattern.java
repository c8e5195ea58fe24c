// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.ravning.profile.declarative.yaml.Place;

/** Company identifiers: {@code 0x0499}, or {@code 0x??c0} where a device puts other things into some digits. */
final class CompanyPattern {
    private static final int MOST_UNKNOWN = 2;

    private CompanyPattern() {}

    static Set<Integer> companies(Place place) {
        String text = place.text().toLowerCase(Locale.ROOT);
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 0xFFFF) {
            return Set.of(Integer.parseInt(text));
        }
        long unknown = text.chars().filter(c -> c == '?').count();
        if (!text.matches("0x[0-9a-f?]{4}") || unknown > MOST_UNKNOWN) {
            throw place.expected("a company identifier such as 0x0499, or 0x??c0 with at most two unknown digits");
        }
        Set<Integer> companies = new HashSet<>();
        for (int fill = 0; fill < 1 << 4 * unknown; fill++) {
            companies.add(filled(text.substring(2), fill));
        }
        return companies;
    }

    private static int filled(String digits, int fill) {
        int company = 0;
        int rest = fill;
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            int value = Character.digit(digit, 16);
            if (digit == '?') {
                value = rest & 0xF;
                rest >>= 4;
            }
            company = company << 4 | value;
        }
        return company;
    }
}
