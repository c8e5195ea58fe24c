// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.advertisement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ravning.api.DeviceId;

/**
 * Addresses with {@code *} for anything, such as {@code C4:7C:8D:*}.
 *
 * @param patterns of the compact form of addresses; none admits every device
 */
public record AddressPatterns(List<Pattern> patterns) {
    /**
     * Reads addresses separated by commas.
     *
     * @throws IllegalArgumentException with one line that names the setting and what is wrong with it
     */
    public static AddressPatterns of(String setting, String text) {
        List<Pattern> patterns = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String compact = part.strip().replace(":", "").replace("-", "").toLowerCase(Locale.ROOT);
            if (!compact.isEmpty() && !compact.matches("[0-9a-f*]+")) {
                throw new IllegalArgumentException(
                        setting + " \"" + part.strip() + "\": an address has hexadecimal digits, or *");
            }
            if (!compact.isEmpty()) {
                patterns.add(Pattern.compile(compact.replace("*", "[0-9a-f]*")));
            }
        }
        return new AddressPatterns(List.copyOf(patterns));
    }

    boolean admits(DeviceId device) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(device.compact()).matches());
    }
}
