// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import org.ravning.api.Attribute;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Descriptor;
import org.ravning.api.GattException;
import org.ravning.api.GattException.Reason;
import org.ravning.api.WriteMode;
import org.ravning.spi.Link;

/** What may be read and written, and how long a value may be; asked before anything is sent (contract C20). */
final class WriteRules {
    /** The longest attribute value (Core Specification, Vol 3, Part F, section 3.2.9). */
    private static final int LONGEST_VALUE = 512;

    private WriteRules() {}

    static void requireReadable(BleOperation operation, Attribute attribute) throws GattException {
        if (attribute instanceof Characteristic characteristic && !characteristic.can(CharacteristicProperty.READ)) {
            throw notPermitted(operation, attribute, "cannot be read");
        }
    }

    static void requireSubscribable(BleOperation operation, Characteristic characteristic) throws GattException {
        if (!characteristic.canSubscribe()) {
            throw notPermitted(operation, characteristic, "sends no notifications or indications");
        }
    }

    /** Returns how to write: never {@code AUTO}. */
    static WriteMode mode(BleOperation operation, Attribute attribute, WriteMode asked) throws GattException {
        if (attribute.uuid().equals(Descriptor.CLIENT_CHARACTERISTIC_CONFIGURATION)) {
            throw new IllegalArgumentException("the configuration descriptor is written by subscribing");
        }
        boolean with = true;
        boolean without = false;
        if (attribute instanceof Characteristic characteristic) {
            with = characteristic.can(CharacteristicProperty.WRITE);
            without = characteristic.can(CharacteristicProperty.WRITE_WITHOUT_RESPONSE);
        }
        if (with && asked != WriteMode.WITHOUT_RESPONSE) {
            return WriteMode.WITH_RESPONSE;
        }
        if (without && asked != WriteMode.WITH_RESPONSE) {
            return WriteMode.WITHOUT_RESPONSE;
        }
        throw notPermitted(
                operation, attribute, with || without ? "cannot be written " + words(asked) : "cannot be written");
    }

    static void requireFits(BleOperation operation, Bytes value, WriteMode mode, int longest) throws GattException {
        if (value.length() > longest) {
            String message = operation + " refused: " + value.length() + " bytes, at most " + longest
                    + " can be written " + words(mode) + " now";
            throw GattException.of(operation, Reason.TOO_LONG, message, null);
        }
    }

    static int longest(Link link, WriteMode mode) {
        int longest = mode == WriteMode.AUTO
                ? Math.min(
                        link.maxWriteLength(WriteMode.WITH_RESPONSE), link.maxWriteLength(WriteMode.WITHOUT_RESPONSE))
                : link.maxWriteLength(mode);
        return Math.min(LONGEST_VALUE, longest);
    }

    private static String words(WriteMode mode) {
        return mode == WriteMode.WITHOUT_RESPONSE ? "without response" : "with response";
    }

    private static GattException notPermitted(BleOperation operation, Attribute attribute, String why) {
        String message = operation + " refused: " + BleUuid.shortText(attribute.uuid()) + " " + why;
        return GattException.of(operation, Reason.NOT_PERMITTED, message, null);
    }
}
