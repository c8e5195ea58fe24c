// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Unit;

/** What only SwitchBot's devices tell. */
final class Properties {
    static final Property ON = Property.flag("on", "On", "power");
    static final Property SWITCH_MODE =
            Property.flag("switch_mode", "Switch mode", null).in(Category.DIAGNOSTIC);
    static final Property TESTED = Property.flag("tested", "Tested", null).in(Category.DIAGNOSTIC);
    static final Property CALIBRATED =
            Property.flag("calibrated", "Calibrated", null).in(Category.DIAGNOSTIC);
    static final Property OPENING_TIMEOUT = Property.flag("opening_timeout", "Left open", "problem");
    static final Property BUTTON_COUNT = Property.number("button_count", "Button count", null, null);
    static final Property POSITION = Property.number("position", "Position", Unit.PERCENT, null);
    static final Property TILT = Property.number("tilt", "Tilt", Unit.PERCENT, null);
    static final Property MOVING = Property.flag("moving", "Moving", "moving");
    static final Property LIGHT_LEVEL = Property.number("light_level", "Light level", null, null);
    static final Property ILLUMINANCE = Property.number("illuminance", "Light intensity", null, null);
    static final Property BRIGHTNESS = Property.number("brightness", "Brightness", Unit.PERCENT, null);
    static final Property SPEED = Property.number("speed", "Speed", Unit.PERCENT, null);
    static final Property OSCILLATING = Property.flag("oscillating", "Oscillating", null);
    static final Property CHILD_LOCK = Property.flag("child_lock", "Child lock", null);
    static final Property TARGET_TEMPERATURE =
            Property.number("target_temperature", "Target temperature", Unit.CELSIUS, "temperature");
    static final Property TARGET_HUMIDITY =
            Property.number("target_humidity", "Target humidity", Unit.PERCENT, "humidity");
    static final Property LEVEL = Property.number("level", "Level", null, null);
    static final Property WATER_LEVEL = Property.text("water_level", "Water level");
    static final Property LOCK_STATE = Property.text("lock_state", "Lock state");
    static final Property UNCLOSED_ALARM = Property.flag("unclosed_alarm", "Left unclosed", "problem");
    static final Property UNLOCKED_ALARM = Property.flag("unlocked_alarm", "Left unlocked", "problem");
    static final Property POWER_ALARM = Property.flag("power_alarm", "Power fails", "problem");
    static final Property AUTO_LOCK_PAUSED = Property.flag("auto_lock_paused", "Auto-lock paused", null);
    static final Property ATTEMPT =
            Property.number("attempt", "Attempt", null, null).in(Category.DIAGNOSTIC);
    static final Property DOORBELL = Property.flag("doorbell", "Doorbell", null);
    static final Property TOO_HOT = Property.flag("too_hot", "Too hot", "heat");
    static final Property TOO_COLD = Property.flag("too_cold", "Too cold", "cold");
    static final Property IMAGE = Property.number("image", "Image", null, null);
    static final Property LOCKOUT_ALARM = Property.flag("lockout_alarm", "Too many attempts", "problem");
    static final Property DURESS_ALARM = Property.flag("duress_alarm", "Duress", "safety");

    private Properties() {}
}
