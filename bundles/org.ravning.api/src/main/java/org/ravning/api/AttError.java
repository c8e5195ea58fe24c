// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.Locale;
import java.util.Optional;

/** The error codes of the Attribute Protocol (Core Specification, Vol 3, Part F, section 3.4.1.1, and CSS Part B). */
public enum AttError {
    /** 0x01. */
    INVALID_HANDLE(0x01),
    /** 0x02. */
    READ_NOT_PERMITTED(0x02),
    /** 0x03. */
    WRITE_NOT_PERMITTED(0x03),
    /** 0x04. */
    INVALID_PDU(0x04),
    /** 0x05. */
    INSUFFICIENT_AUTHENTICATION(0x05),
    /** 0x06. */
    REQUEST_NOT_SUPPORTED(0x06),
    /** 0x07. */
    INVALID_OFFSET(0x07),
    /** 0x08. */
    INSUFFICIENT_AUTHORIZATION(0x08),
    /** 0x09. */
    PREPARE_QUEUE_FULL(0x09),
    /** 0x0A. */
    ATTRIBUTE_NOT_FOUND(0x0A),
    /** 0x0B. */
    ATTRIBUTE_NOT_LONG(0x0B),
    /** 0x0C. */
    ENCRYPTION_KEY_SIZE_TOO_SHORT(0x0C),
    /** 0x0D. */
    INVALID_ATTRIBUTE_VALUE_LENGTH(0x0D),
    /** 0x0E. */
    UNLIKELY_ERROR(0x0E),
    /** 0x0F. */
    INSUFFICIENT_ENCRYPTION(0x0F),
    /** 0x10. */
    UNSUPPORTED_GROUP_TYPE(0x10),
    /** 0x11. */
    INSUFFICIENT_RESOURCES(0x11),
    /** 0x12. */
    DATABASE_OUT_OF_SYNC(0x12),
    /** 0x13. */
    VALUE_NOT_ALLOWED(0x13),
    /** 0xFC. */
    WRITE_REQUEST_REJECTED(0xFC),
    /** 0xFD. */
    CCCD_IMPROPERLY_CONFIGURED(0xFD),
    /** 0xFE. */
    PROCEDURE_ALREADY_IN_PROGRESS(0xFE),
    /** 0xFF. */
    OUT_OF_RANGE(0xFF);

    private final int code;

    AttError(int code) {
        this.code = code;
    }

    /** Returns the code, 0x01 to 0xFF. */
    public int code() {
        return code;
    }

    /** Returns the error of that code, or nothing for application errors (0x80 to 0x9F) and reserved codes. */
    public static Optional<AttError> of(int code) {
        for (AttError error : values()) {
            if (error.code == code) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }

    /** Returns a code with its name for a message, such as {@code 0x0d invalid attribute value length}. */
    public static String describe(int code) {
        String name = of(code).map(e -> e.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse(code >= 0x80 && code <= 0x9F ? "application error" : "reserved");
        return String.format(Locale.ROOT, "0x%02x %s", code, name);
    }
}
