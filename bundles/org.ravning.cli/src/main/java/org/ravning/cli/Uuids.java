// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.util.UUID;
import org.ravning.api.BleUuid;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a UUID in any of its three lengths. */
final class Uuids implements ITypeConverter<UUID> {
    @Override
    public UUID convert(String text) {
        try {
            return BleUuid.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
