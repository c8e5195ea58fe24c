// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Unit;

/** What only Xiaomi's devices tell. */
final class MiProperties {
    static final Property WEIGHT_NON_STABILIZED =
            Property.number("weight_non_stabilized", "Weight, not yet stable", Unit.KILOGRAM, "weight");
    static final Property STABILIZED = Property.flag("stabilized", "Stabilized", null);
    static final Property WEIGHT_REMOVED = Property.flag("weight_removed", "Weight removed", null);
    static final Property IMPEDANCE = Property.number("impedance", "Impedance", Unit.OHM, null);
    static final Property IMPEDANCE_LOW = Property.number("impedance_low", "Impedance, low", Unit.OHM, null);
    static final Property IMPEDANCE_HIGH = Property.number("impedance_high", "Impedance, high", Unit.OHM, null);
    static final Property HEART_RATE = Property.number("heart_rate", "Heart rate", Unit.BEATS_PER_MINUTE, null);
    static final Property PROFILE_ID = Property.number("profile_id", "Profile", null, null);

    static final Property FORMALDEHYDE =
            Property.number("formaldehyde", "Formaldehyde", Unit.MILLIGRAM_PER_CUBIC_METRE, null);
    static final Property CONSUMABLE = Property.number("consumable", "Consumable", Unit.PERCENT, null);
    static final Property POWER_ON = Property.flag("power_on", "Power", "power");
    static final Property DOOR_LEFT_OPEN = Property.flag("door_left_open", "Door left open", "problem");
    static final Property DOOR_STUCK = Property.flag("door_stuck", "Door stuck", "problem");
    static final Property KNOCK = Property.flag("knock_on_the_door", "Knock on the door", null);
    static final Property PRY = Property.flag("pry_the_door", "Pry the door", "tamper");
    static final Property FORCIBLY_REMOVED =
            Property.flag("device_forcibly_removed", "Device forcibly removed", "tamper");
    static final Property TOP_SPLASH = Property.flag("top_splash", "Splash from above", "moisture");
    static final Property NEAR = Property.flag("occupancy_close_range", "Somebody near", "occupancy");
    static final Property BRUSHING = Property.flag("brushing", "Brushing", "running");
    static final Property BRUSHING_TIME = Property.number("counter", "Brushing time", Unit.SECOND, "duration");
    static final Property SCORE = Property.number("score", "Score", null, null);
    static final Property ASLEEP = Property.flag("asleep", "Asleep", null);
    static final Property WEARING = Property.flag("wearing", "Wearing", null);
    static final Property CHARGING_STATE =
            Property.text("charging_state", "Charging").in(Category.DIAGNOSTIC);
    static final Property PRESENT_TIME =
            Property.number("pressure_present_duration", "Time with pressure", Unit.SECOND, "duration");
    static final Property ABSENT_TIME =
            Property.number("pressure_not_present_duration", "Time without pressure", Unit.SECOND, "duration");
    static final Property DETECTED_TIME =
            Property.number("duration_detected", "Time with somebody", Unit.MINUTE, "duration");
    static final Property CLEARED_TIME =
            Property.number("duration_cleared", "Time without anybody", Unit.MINUTE, "duration");

    static final Property ARMED = Property.flag("armed", "Armed", null);
    static final Property CHILD_LOCK = Property.flag("child_lock", "Child lock", "lock");
    static final Property ANTI_LOCK = Property.flag("anti_lock", "Anti-lock", "lock");
    static final Property FINGERPRINT = Property.flag("fingerprint", "Fingerprint", null);
    static final Property KEY_ID = Property.text("key_id", "Key");
    static final Property LOCK_METHOD = Property.text("lock_method", "Lock method");

    private MiProperties() {}
}
