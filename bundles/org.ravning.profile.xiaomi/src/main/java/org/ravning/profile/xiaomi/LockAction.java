// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.StandardProperties;

/** What was done to a lock, by its code. */
enum LockAction {
    UNLOCK_OUTSIDE(0, StandardProperties.LOCK, true, "unlock_outside_the_door"),
    LOCK(1, StandardProperties.LOCK, false, "lock"),
    ANTI_LOCK_ON(2, MiProperties.ANTI_LOCK, false, "turn_on_anti_lock"),
    ANTI_LOCK_OFF(3, MiProperties.ANTI_LOCK, true, "turn_off_anti_lock"),
    UNLOCK_INSIDE(4, StandardProperties.LOCK, true, "unlock_inside_the_door"),
    LOCK_INSIDE(5, StandardProperties.LOCK, false, "lock_inside_the_door"),
    CHILD_LOCK_ON(6, MiProperties.CHILD_LOCK, false, "turn_on_child_lock"),
    CHILD_LOCK_OFF(7, MiProperties.CHILD_LOCK, true, "turn_off_child_lock"),
    LOCK_OUTSIDE(8, StandardProperties.LOCK, false, "lock_outside_the_door"),
    ABNORMAL(15, StandardProperties.LOCK, true, "abnormal");

    private final int code;
    private final Property property;
    private final boolean unlocked;
    private final String word;

    LockAction(int code, Property property, boolean unlocked, String word) {
        this.code = code;
        this.property = property;
        this.unlocked = unlocked;
        this.word = word;
    }

    static @Nullable LockAction of(int code) {
        for (LockAction action : values()) {
            if (action.code == code) {
                return action;
            }
        }
        return null;
    }

    static String[] words() {
        String[] words = new String[values().length];
        for (int i = 0; i < words.length; i++) {
            words[i] = values()[i].word;
        }
        return words;
    }

    Property property() {
        return property;
    }

    boolean isUnlocked() {
        return unlocked;
    }

    String word() {
        return word;
    }
}
