// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.bthome;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Value;

/** What an object id means. */
sealed interface ObjectType {
    /** The width of objects whose first byte says how many follow. */
    int COUNTED = 0;

    /** Returns the number of bytes after the id, or {@link #COUNTED}. */
    int width();

    /** Adds what the object says; content has that many bytes, or as many as its own length says. */
    void read(Bytes content, Payload payload);

    /**
     * A number.
     *
     * @param factor what one step is worth in the property's unit
     */
    record Scalar(Property property, int width, boolean signed, BigDecimal factor) implements ObjectType {
        private static final int FINEST = 6;
        private static final int CONVERTED = 3;

        @Override
        public void read(Bytes content, Payload payload) {
            long steps = signed ? content.signedLittleEndian(0, width) : content.unsignedLittleEndian(0, width);
            add(BigDecimal.valueOf(steps), payload);
        }

        // Only numbers converted from another unit have more decimals than a sensor can mean.
        void add(BigDecimal steps, Payload payload) {
            BigDecimal value = steps.multiply(factor);
            if (value.scale() > FINEST) {
                value = value.setScale(CONVERTED, RoundingMode.HALF_UP);
            }
            payload.add(property, Value.of(Decimals.plain(value)));
        }
    }

    /** One byte: 0 or not. */
    record Flag(Property property) implements ObjectType {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public void read(Bytes content, Payload payload) {
            payload.add(property, Value.of(content.u8(0) != 0));
        }
    }

    /** Something else: an event, a text, a fact about the device. */
    record Special(int width, Reader reader) implements ObjectType {
        @Override
        public void read(Bytes content, Payload payload) {
            reader.read(content, payload);
        }
    }

    /** Makes sense of an object's bytes. */
    @FunctionalInterface
    interface Reader {
        void read(Bytes content, Payload payload);
    }
}
