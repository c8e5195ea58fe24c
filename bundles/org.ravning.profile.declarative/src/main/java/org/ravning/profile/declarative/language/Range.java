// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ravning.profile.declarative.yaml.Place;

/**
 * Whole numbers from 0: {@code 6}, {@code 6..20}, {@code 6..} or {@code ..20}.
 *
 * @param from the first
 * @param to the last
 */
record Range(int from, int to) {
    private static final Pattern RANGE = Pattern.compile("([0-9]{0,4}) *(\\.\\.)? *([0-9]{0,4})");

    static Range of(Place place, int most) {
        Matcher matcher = RANGE.matcher(place.text());
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(3).isEmpty()) {
            throw place.expected("a number or a range such as 6, 6..20 or 6..");
        }
        boolean single = matcher.group(2) == null;
        int from = matcher.group(1).isEmpty() ? 0 : Integer.parseInt(matcher.group(1));
        int to = single ? from : matcher.group(3).isEmpty() ? most : Integer.parseInt(matcher.group(3));
        if (to < from || to > most || single && !matcher.group(3).isEmpty()) {
            throw place.expected("a range within 0.." + most);
        }
        return new Range(from, to);
    }
}
