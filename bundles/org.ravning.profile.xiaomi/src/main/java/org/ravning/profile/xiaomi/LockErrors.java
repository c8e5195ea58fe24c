// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lock complains about, told in the place of a key. */
final class LockErrors {
    private static final long ATTACKS = 0xC0DE0000L;
    private static final List<String> ATTACK_WORDS = List.of(
            "frequent_unlocking_with_incorrect_password",
            "frequent_unlocking_with_wrong_fingerprints",
            "operation_timeout_password_input_timeout",
            "lock_picking",
            "reset_button_is_pressed",
            "the_wrong_key_is_frequently_unlocked",
            "foreign_body_in_the_keyhole",
            "the_key_has_not_been_taken_out",
            "error_nfc_frequently_unlocks",
            "timeout_is_not_locked_as_required",
            "failure_to_unlock_frequently_in_multiple_ways",
            "unlocking_the_face_frequently_fails",
            "failure_to_unlock_the_vein_frequently",
            "hijacking_alarm",
            "unlock_inside_the_door_after_arming",
            "palmprints_frequently_fail_to_unlock",
            "the_safe_was_moved");
    private static final long DEFECTS = 0xC0DE1000L;
    private static final List<String> DEFECT_WORDS = List.of(
            "the_battery_level_is_less_than_10_percent",
            "the_battery_is_less_than_5_percent",
            "the_fingerprint_sensor_is_abnormal",
            "the_accessory_battery_is_low",
            "mechanical_failure",
            "the_lock_sensor_is_faulty");

    private LockErrors() {}

    static @Nullable String of(long key) {
        String attack = word(key - ATTACKS, ATTACK_WORDS);
        return attack == null ? word(key - DEFECTS, DEFECT_WORDS) : attack;
    }

    static String[] words() {
        List<String> words = new ArrayList<>(ATTACK_WORDS);
        words.addAll(DEFECT_WORDS);
        return words.toArray(new String[0]);
    }

    private static @Nullable String word(long index, List<String> words) {
        return index >= 0 && index < words.size() ? words.get((int) index) : null;
    }
}
