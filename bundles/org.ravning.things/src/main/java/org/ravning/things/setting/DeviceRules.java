// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.ThingId;

/**
 * Which devices are welcome. A list holds addresses, in which {@code *} stands for anything, {@code A4:C1:38:*}, and
 * identities, {@code ibeacon-f7826da6*}. The deny list wins; an allow list that names something admits nothing else.
 */
public final class DeviceRules {
    /** Every device is welcome. */
    public static final DeviceRules ALL = new DeviceRules(false, false, List.of(), List.of(), List.of());

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-F*]+");
    private static final Pattern IDENTITY = Pattern.compile("(?:ibeacon|altbeacon|eddystone|private)-[0-9a-z*-]+");

    private final boolean asking;
    private final boolean selective;
    private final List<Pattern> allowed;
    private final List<Pattern> denied;
    private final List<Pattern> beacons;

    private DeviceRules(
            boolean asking, boolean selective, List<Pattern> allowed, List<Pattern> denied, List<Pattern> beacons) {
        this.asking = asking;
        this.selective = selective;
        this.allowed = allowed;
        this.denied = denied;
        this.beacons = beacons;
    }

    /**
     * Reads both lists.
     *
     * @param problems told of each entry that is no address; it matches nothing, but an allow list with it is one still
     */
    public static DeviceRules parse(List<String> allow, List<String> deny, Consumer<String> problems) {
        return new DeviceRules(
                false, !allow.isEmpty(), compile("allow", allow, problems), compile("deny", deny, problems), List.of());
    }

    private static List<Pattern> compile(String list, List<String> entries, Consumer<String> problems) {
        List<Pattern> patterns = new ArrayList<>();
        for (String entry : entries) {
            String identity = entry.trim().toLowerCase(Locale.ROOT);
            String compact =
                    entry.trim().toUpperCase(Locale.ROOT).replace(":", "").replace("-", "");
            if (IDENTITY.matcher(identity).matches()) {
                patterns.add(Pattern.compile(identity.replace("*", ".*")));
            } else if (ADDRESS.matcher(compact).matches()) {
                patterns.add(Pattern.compile(compact.replace("*", ".*"), Pattern.CASE_INSENSITIVE));
            } else {
                problems.accept(list + ": \"" + Clean.text(entry, 40)
                        + "\" is neither an address, such as A4:C1:38:*, nor an identity, such as ibeacon-*");
            }
        }
        return List.copyOf(patterns);
    }

    /** Returns these rules; with them, a device that is welcome waits until the user permits it. */
    public DeviceRules asking() {
        return new DeviceRules(true, selective, allowed, denied, beacons);
    }

    /** Returns these rules with beacons that are welcome, by address or identity. */
    public DeviceRules withBeacons(List<String> entries, Consumer<String> problems) {
        return new DeviceRules(asking, selective, allowed, denied, compile("beacons", entries, problems));
    }

    /** Says whether a device that is welcome waits until the user permits it. */
    public boolean isAsking() {
        return asking;
    }

    /** Says whether the device may become a thing, known by that identity. */
    public boolean admits(DeviceId device, ThingId id) {
        if (!selective && denied.isEmpty()) {
            return true;
        }
        return !matches(denied, device, id) && (!selective || matches(allowed, device, id));
    }

    /** Says whether a beacon, which anybody may send, may become a thing. */
    public boolean admitsBeacon(DeviceId device, ThingId id) {
        return matches(beacons, device, id) || matches(allowed, device, id);
    }

    private static boolean matches(List<Pattern> patterns, DeviceId device, ThingId id) {
        if (patterns.isEmpty()) {
            return false;
        }
        String compact = device.compact();
        return patterns.stream()
                .anyMatch(p ->
                        p.matcher(compact).matches() || p.matcher(id.value()).matches());
    }
}
