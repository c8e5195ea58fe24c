// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Value;

/** What is written to set a property; pure. */
public sealed interface Template {
    /** Returns the bytes for a value that fits the property's type. */
    Bytes fill(Value value);

    /**
     * The bytes of each word, or of true and false.
     *
     * @param bytes the bytes
     */
    record Words(Map<String, Bytes> bytes) implements Template {
        /** Copies the map. */
        public Words {
            bytes = Map.copyOf(bytes);
        }

        @Override
        public Bytes fill(Value value) {
            return bytes.getOrDefault(value.toString(), Bytes.EMPTY);
        }
    }

    /**
     * Bytes with places for the value.
     *
     * @param parts the parts in order
     */
    record Pattern(List<Part> parts) implements Template {
        /** Copies the list. */
        public Pattern {
            parts = List.copyOf(parts);
        }

        @Override
        public Bytes fill(Value value) {
            Bytes filled = Bytes.EMPTY;
            for (Part part : parts) {
                filled = filled.concat(part.of(value));
            }
            return filled;
        }
    }

    /** A part of a pattern. */
    sealed interface Part {
        /** Returns its bytes. */
        Bytes of(Value value);
    }

    /**
     * The same bytes each time.
     *
     * @param bytes which
     */
    record Literal(Bytes bytes) implements Part {
        @Override
        public Bytes of(Value value) {
            return bytes;
        }
    }

    /** The text in UTF-8. */
    record Text() implements Part {
        @Override
        public Bytes of(Value value) {
            return Bytes.ofUtf8(value.toString());
        }
    }

    /** The colour, a byte each of red, green and blue. */
    record Colour() implements Part {
        @Override
        public Bytes of(Value value) {
            return Bytes.ofHex(value.toString().substring(1));
        }
    }

    /**
     * The number.
     *
     * @param format how it is written
     * @param calculation what is made of it first, or null
     */
    record Figure(NumberFormat format, @Nullable Expression calculation) implements Part {
        @Override
        public Bytes of(Value value) {
            BigDecimal number = value instanceof Value.Numeric numeric ? numeric.value() : BigDecimal.ZERO;
            if (calculation == null) {
                return format.write(number);
            }
            Scope scope = new Scope(null, DecodeContext.NONE, Bytes.EMPTY, DeviceModel.of(null, ""), 0);
            scope.current(number.doubleValue());
            double calculated = calculation.of(scope);
            return format.write(Double.isFinite(calculated) ? Scaling.rounded(calculated) : BigDecimal.ZERO);
        }
    }
}
