// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.setting;

import java.time.Duration;
import org.ravning.things.hearing.SilenceRule;
import org.ravning.things.key.KeyVault;

/**
 * What can be set.
 *
 * @param maximumThings how many things there may be, 1 to 100,000
 * @param rules which devices may become things
 * @param keys the keys of devices
 * @param silence how long a device may be silent before it is away
 * @param commandQueue how many commands may wait for one thing, 1 to 1,000
 * @param eventQueue how many events may wait for a slow listener, 1 to 100,000
 * @param eventAge how old an event may become while it waits
 * @param linger how long a link is kept after a command, for the next
 */
public record ThingSettings(
        int maximumThings,
        DeviceRules rules,
        KeyVault keys,
        SilenceRule silence,
        int commandQueue,
        int eventQueue,
        Duration eventAge,
        Duration linger) {
    /** What holds if nothing is set. */
    public static final ThingSettings DEFAULT = new ThingSettings(
            1000,
            DeviceRules.ALL,
            KeyVault.NONE,
            SilenceRule.DEFAULT,
            16,
            1000,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));

    /** Checks the ranges. */
    public ThingSettings {
        check("maximumThings", maximumThings, 100_000);
        check("commandQueue", commandQueue, 1_000);
        check("eventQueue", eventQueue, 100_000);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is 1 to " + most + ", not " + value);
        }
    }

    /** Returns these settings with another number of things. */
    public ThingSettings withMaximumThings(int number) {
        return new ThingSettings(number, rules, keys, silence, commandQueue, eventQueue, eventAge, linger);
    }

    /** Returns these settings with other rules. */
    public ThingSettings withRules(DeviceRules newRules) {
        return new ThingSettings(maximumThings, newRules, keys, silence, commandQueue, eventQueue, eventAge, linger);
    }

    /** Returns these settings with other keys. */
    public ThingSettings withKeys(KeyVault newKeys) {
        return new ThingSettings(maximumThings, rules, newKeys, silence, commandQueue, eventQueue, eventAge, linger);
    }

    /** Returns these settings with another rule for silence. */
    public ThingSettings withSilence(SilenceRule rule) {
        return new ThingSettings(maximumThings, rules, keys, rule, commandQueue, eventQueue, eventAge, linger);
    }

    /** Returns these settings with another number of commands that may wait. */
    public ThingSettings withCommandQueue(int number) {
        return new ThingSettings(maximumThings, rules, keys, silence, number, eventQueue, eventAge, linger);
    }

    /** Returns these settings with another bound on events that wait. */
    public ThingSettings withEvents(int number, Duration age) {
        return new ThingSettings(maximumThings, rules, keys, silence, commandQueue, number, age, linger);
    }
}
