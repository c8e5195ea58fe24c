// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.List;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.profile.api.RejectReason;

/**
 * Bytes put together from parts: a nonce, a key, a cipher text.
 *
 * @param parts the parts in order
 */
public record Recipe(List<Part> parts) {
    /** Copies the list. */
    public Recipe {
        parts = List.copyOf(parts);
    }

    Bytes make(Scope scope) {
        Bytes made = Bytes.EMPTY;
        for (Part part : parts) {
            made = made.concat(part.of(scope));
        }
        return made;
    }

    /** A part of a recipe. */
    public sealed interface Part {
        /** Returns its bytes. */
        Bytes of(Scope scope);
    }

    /**
     * The same bytes each time.
     *
     * @param bytes which
     */
    public record Literal(Bytes bytes) implements Part {
        @Override
        public Bytes of(Scope scope) {
            return bytes;
        }
    }

    /**
     * Bytes of the payload.
     *
     * @param from the offset of the first; a negative one counts from the end
     * @param to the offset behind the last; 0 and less counts from the end
     */
    public record Slice(int from, int to) implements Part {
        @Override
        public Bytes of(Scope scope) {
            Bytes payload = scope.payload();
            int begin = from < 0 ? payload.length() + from : from;
            int end = to <= 0 ? payload.length() + to : to;
            if (begin < 0 || end > payload.length() || begin > end) {
                throw new Rejection(
                        RejectReason.INVALID, "bytes " + from + ".." + to + " of " + payload.length() + " bytes");
            }
            return payload.slice(begin, end);
        }
    }

    /** The device's address, as people write it. */
    public record Address() implements Part {
        @Override
        public Bytes of(Scope scope) {
            if (scope.advertisement() != null && scope.advertisement().device() instanceof DeviceAddress address) {
                return address.bytes();
            }
            throw new Rejection(RejectReason.INVALID, "the operating system hides the address that is needed");
        }
    }

    /** The device's key, which the user gave. */
    public record Key() implements Part {
        @Override
        public Bytes of(Scope scope) {
            Bytes key = scope.context().key();
            if (key == null) {
                throw new Rejection(RejectReason.KEY_MISSING, "encrypted, and there is no key for this device");
            }
            return key;
        }
    }

    /**
     * A part backwards.
     *
     * @param part which
     */
    public record Reversed(Part part) implements Part {
        @Override
        public Bytes of(Scope scope) {
            return part.of(scope).reversed();
        }
    }
}
