// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;

/** Objects of door locks: who opened how, fingerprints, the door, what is wrong. */
final class LockObjects {
    private static final List<String> FINGERPRINT_RESULTS = List.of(
            "match_successful",
            "match_failed",
            "timeout",
            "low_quality_too_light_fuzzy",
            "insufficient_area",
            "skin_is_too_dry",
            "skin_is_too_wet");
    private static final List<String> METHODS = List.of(
            "bluetooth",
            "password",
            "biometrics",
            "keys",
            "turntable",
            "nfc",
            "one_time_password",
            "two_step_verification",
            "coercion",
            "homekit",
            "manual",
            "automatic");
    private static final int ABNORMAL = 15;
    private static final long ADMINISTRATOR = 0;
    private static final long UNKNOWN_OPERATOR = 0xFFFFFFFFL;
    private static final long INVALID_OPERATOR = 0xDEADBEEFL;
    private static final long TYPED_KEYS = 0x80000000L;
    private static final List<String> KEY_TYPES = List.of(
            "Bluetooth",
            "Fingerprint",
            "Password",
            "Keys",
            "NFC",
            "Two-step verification",
            "Human face",
            "Finger veins",
            "Palm print");
    private static final String WITH_OTHER_LOCKS = "ZNMS17LM";
    private static final String HANDLE_LOCK = "DSL-C08";

    private static final Property FINGERPRINT_EVENT =
            Property.event("fingerprint_event", "Fingerprint read", FINGERPRINT_RESULTS.toArray(new String[0]));
    private static final Property LOCK_EVENT = Property.event("lock_event", "Lock used", LockAction.words());
    private static final Property ERROR_EVENT = Property.event("error", "Lock error", LockErrors.words());

    private LockObjects() {}

    static void addTo(Map<Integer, MiObjects.Type> types) {
        types.put(0x0006, new MiObjects.Type(5, LockObjects::fingerprint));
        types.put(0x0007, new MiObjects.Type(1, LockObjects::door));
        types.put(0x0008, new MiObjects.Type(1, LockObjects::armed));
        types.put(0x000B, new MiObjects.Type(9, LockObjects::lock));
        types.put(0x100E, new MiObjects.Type(1, LockObjects::attributes));
    }

    private static void fingerprint(Bytes content, MiObjects objects) {
        int result = content.u8(4);
        if (result >= FINGERPRINT_RESULTS.size()) {
            objects.complain(RejectReason.INVALID_VALUE, "fingerprint result " + result);
            return;
        }
        objects.readings()
                .add(MiProperties.FINGERPRINT, result == 0)
                .add(MiProperties.KEY_ID, operator(content.u32le(0), Long.toString(content.u32le(0))))
                .addEvent(FINGERPRINT_EVENT, FINGERPRINT_RESULTS.get(result));
    }

    private static void door(Bytes content, MiObjects objects) {
        ReadingsBuilder readings = objects.readings();
        switch (content.u8(0)) {
            case 0 ->
                readings.add(StandardProperties.DOOR, true)
                        .add(MiProperties.DOOR_STUCK, false)
                        .add(MiProperties.KNOCK, false);
            case 1 ->
                readings.add(StandardProperties.DOOR, false)
                        .add(MiProperties.DOOR_LEFT_OPEN, false)
                        .add(MiProperties.PRY, false);
            case 2 -> readings.add(StandardProperties.DOOR, true).add(MiProperties.DOOR_LEFT_OPEN, true);
            case 3 -> readings.add(StandardProperties.DOOR, false).add(MiProperties.KNOCK, true);
            case 4 -> readings.add(StandardProperties.DOOR, true).add(MiProperties.PRY, true);
            case 5 -> readings.add(StandardProperties.DOOR, false).add(MiProperties.DOOR_STUCK, true);
            default -> objects.complain(RejectReason.INVALID_VALUE, "door state " + content.u8(0));
        }
    }

    // Lifting the handle of this lock from outside locks it.
    private static void armed(Bytes content, MiObjects objects) {
        boolean armed = (content.u8(0) & 1) == 0;
        objects.readings().add(MiProperties.ARMED, armed);
        if (objects.model().equals(HANDLE_LOCK)) {
            objects.readings()
                    .add(StandardProperties.LOCK, armed)
                    .add(MiProperties.LOCK_METHOD, "manual")
                    .addEvent(LOCK_EVENT, LockAction.LOCK_OUTSIDE.word());
        }
    }

    private static void attributes(Bytes content, MiObjects objects) {
        if (objects.model().equals(HANDLE_LOCK)) {
            int bits = content.u8(0);
            objects.readings()
                    .add(StandardProperties.LOCK, (bits & 1) == 0)
                    .add(MiProperties.CHILD_LOCK, (bits >> 3 & 1) == 0);
        } else {
            objects.complain(RejectReason.UNKNOWN_OBJECT, "lock attributes of a " + objects.model());
        }
    }

    private static void lock(Bytes content, MiObjects objects) {
        LockAction action = LockAction.of(content.u8(0) & 0x0F);
        String method = method(content.u8(0) >> 4);
        if (action == null || method == null) {
            objects.complain(RejectReason.INVALID_VALUE, "lock action 0x" + content.slice(0, 1));
            return;
        }
        long key = content.u32le(1);
        String error = LockErrors.of(key);
        ReadingsBuilder readings = objects.readings();
        readings.add(
                objects.model().equals(WITH_OTHER_LOCKS) ? action.property() : StandardProperties.LOCK,
                action.isUnlocked());
        if (error == null) {
            readings.add(MiProperties.KEY_ID, operator(key, keyOf(key)));
        }
        readings.add(MiProperties.LOCK_METHOD, method).addEvent(LOCK_EVENT, action.word());
        if (error != null) {
            readings.addEvent(ERROR_EVENT, error);
        }
    }

    private static @Nullable String method(int code) {
        if (code == ABNORMAL) {
            return "abnormal";
        }
        return code < METHODS.size() ? METHODS.get(code) : null;
    }

    private static String operator(long key, String other) {
        if (key == ADMINISTRATOR) {
            return "administrator";
        }
        if (key == UNKNOWN_OPERATOR) {
            return "unknown operator";
        }
        return key == INVALID_OPERATOR ? "invalid operator" : other;
    }

    // Above 0x80000000 the third byte says what kind of key it is, and the first two its number.
    private static String keyOf(long key) {
        if (key < TYPED_KEYS) {
            return "Bluetooth key " + key;
        }
        int type = (int) (key >> 16 & 0x7FFF);
        long number = key & 0xFFFF;
        return type < KEY_TYPES.size() ? KEY_TYPES.get(type) + " key id " + number : "key id " + number;
    }
}
