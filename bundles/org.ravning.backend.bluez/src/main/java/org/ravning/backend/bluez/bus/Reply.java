// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;

/**
 * The answer to a call, in plain values (see {@link Values}).
 *
 * @param values what was returned
 * @param serial the sender's number of the message; a later message of the same sender has a higher one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(Object[] values, long serial) {
    /** Returns the first value as a string. */
    public String string() throws BusException {
        return first(String.class);
    }

    /** Returns the first value as bytes. */
    public Bytes bytes() throws BusException {
        // An empty array does not say what it is an array of.
        return values.length > 0 && List.of().equals(values[0]) ? Bytes.EMPTY : first(Bytes.class);
    }

    /** Returns the first value as a boolean. */
    public boolean bool() throws BusException {
        return first(Boolean.class);
    }

    /** Returns the first value as a dictionary. */
    public Map<?, ?> map() throws BusException {
        return first(Map.class);
    }

    private <T> T first(Class<T> type) throws BusException {
        @Nullable Object value = values.length == 0 ? null : values[0];
        if (!type.isInstance(value)) {
            throw new BusException(
                    BusException.WRONG_TYPE,
                    "expected " + type.getSimpleName() + ", got "
                            + (value == null ? "nothing" : value.getClass().getSimpleName()),
                    null);
        }
        return Objects.requireNonNull(type.cast(value));
    }
}
