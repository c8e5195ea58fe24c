// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.RejectReason;

/**
 * Where some bytes stand in the payload.
 *
 * @param at the offset of the first; a negative one counts from the end, {@link #NEXT} is behind the field before
 * @param optional whether they may be missing
 */
public record Spot(int at, boolean optional) {
    /** Behind the field that was read last. */
    public static final int NEXT = Integer.MIN_VALUE;

    /** Returns the offset of so many bytes, or -1 if they are missing and may be. */
    int find(Scope scope, int length, String what) {
        int size = scope.payload().length();
        int from = begin(scope);
        if (from >= 0 && length <= size - from) {
            scope.cursor(from + length);
            return from;
        }
        if (optional) {
            return -1;
        }
        throw new Rejection(
                RejectReason.INVALID, what + " needs " + length + " bytes from byte " + from + ", there are " + size);
    }

    /** Returns so many bytes from here, all if it is -1, or null if they are missing and may be. */
    @Nullable
    Bytes slice(Scope scope, int length, String what) {
        Bytes payload = scope.payload();
        int wanted = length < 0 ? Math.max(0, payload.length() - Math.max(0, begin(scope))) : length;
        int from = find(scope, wanted, what);
        return from < 0 ? null : payload.slice(from, from + wanted);
    }

    private int begin(Scope scope) {
        return at == NEXT ? scope.cursor() : at < 0 ? scope.payload().length() + at : at;
    }
}
