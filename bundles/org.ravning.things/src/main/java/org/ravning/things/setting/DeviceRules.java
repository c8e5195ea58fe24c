// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ravning.api.DeviceId;

/**
 * Which devices are welcome. A list holds addresses, in which {@code *} stands for anything: {@code A4:C1:38:*}. The
 * deny list wins; an allow list that names something admits nothing else.
 */
public final class DeviceRules {
    /** Every device is welcome. */
    public static final DeviceRules ALL = new DeviceRules(false, false, List.of(), List.of());

    private static final Pattern ENTRY = Pattern.compile("[0-9A-F*]+");

    private final boolean asking;
    private final boolean selective;
    private final List<Pattern> allowed;
    private final List<Pattern> denied;

    private DeviceRules(boolean asking, boolean selective, List<Pattern> allowed, List<Pattern> denied) {
        this.asking = asking;
        this.selective = selective;
        this.allowed = allowed;
        this.denied = denied;
    }

    /**
     * Reads both lists.
     *
     * @param problems told of each entry that is no address; it matches nothing, but an allow list with it is one still
     */
    public static DeviceRules parse(List<String> allow, List<String> deny, Consumer<String> problems) {
        return new DeviceRules(
                false, !allow.isEmpty(), compile("allow", allow, problems), compile("deny", deny, problems));
    }

    private static List<Pattern> compile(String list, List<String> entries, Consumer<String> problems) {
        List<Pattern> patterns = new ArrayList<>();
        for (String entry : entries) {
            String compact =
                    entry.trim().toUpperCase(Locale.ROOT).replace(":", "").replace("-", "");
            if (ENTRY.matcher(compact).matches()) {
                patterns.add(Pattern.compile(compact.replace("*", ".*"), Pattern.CASE_INSENSITIVE));
            } else {
                problems.accept(
                        list + ": \"" + Clean.text(entry, 40) + "\" is no address; expected one such as A4:C1:38:*");
            }
        }
        return List.copyOf(patterns);
    }

    /** Returns these rules; with them, a device that is welcome waits until the user permits it. */
    public DeviceRules asking() {
        return new DeviceRules(true, selective, allowed, denied);
    }

    /** Says whether a device that is welcome waits until the user permits it. */
    public boolean isAsking() {
        return asking;
    }

    /** Says whether the device may become a thing. */
    public boolean admits(DeviceId device) {
        if (!selective && denied.isEmpty()) {
            return true;
        }
        String compact = device.compact();
        return !matches(denied, compact) && (!selective || matches(allowed, compact));
    }

    private static boolean matches(List<Pattern> patterns, String compact) {
        return patterns.stream().anyMatch(p -> p.matcher(compact).matches());
    }
}
