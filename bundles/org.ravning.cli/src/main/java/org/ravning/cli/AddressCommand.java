// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import org.ravning.api.DeviceId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What the commands share whose one word is the address of a device. */
abstract class AddressCommand extends BleCommand {
    @Parameters(paramLabel = "DEVICE", description = "The device's address.", converter = Device.class)
    private DeviceId device = DeviceId.parse("00:00:00:00:00:00");

    final DeviceId device() {
        return device;
    }

    /** Reads an address. */
    static final class Device implements ITypeConverter<DeviceId> {
        @Override
        public DeviceId convert(String text) {
            try {
                return DeviceId.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
