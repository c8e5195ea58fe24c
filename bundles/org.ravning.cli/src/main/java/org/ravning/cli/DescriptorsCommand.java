// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Attribute;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.Descriptor;
import org.ravning.api.GattException;
import org.ravning.api.GattService;
import org.ravning.codec.UuidNames;
import picocli.CommandLine.Command;

/** Lists the descriptors of a device with their values. */
@Command(
        name = "descriptors",
        customSynopsis = "ravning descriptors [OPTIONS] (DEVICE | --name N)",
        description = "List the descriptors of a device, below their characteristics, with their values.")
final class DescriptorsCommand extends DeviceCommand {
    private static final UUID USER_DESCRIPTION = BleUuid.of(0x2901);
    private static final UUID CLIENT_CONFIGURATION = BleUuid.of(0x2902);

    @Override
    List<String> wordNames() {
        return List.of();
    }

    @Override
    int run(BleConnection connection, List<String> rest) throws BleException, InterruptedException {
        for (GattService service : connection.gatt().services()) {
            for (Characteristic characteristic : service.characteristics()) {
                if (!characteristic.descriptors().isEmpty()) {
                    list(connection, characteristic);
                }
            }
        }
        return 0;
    }

    private void list(BleConnection connection, Characteristic characteristic)
            throws BleException, InterruptedException {
        if (!isJson()) {
            print(line("", characteristic, ""));
        }
        for (Descriptor descriptor : characteristic.descriptors()) {
            Bytes value = null;
            String problem = null;
            try (StatusLine.Work reading = status().begin("reading", LONGEST_ANSWER)) {
                value = connection.read(descriptor);
            } catch (GattException e) {
                problem = String.valueOf(e.getMessage());
            }
            if (isJson()) {
                print(json(characteristic, descriptor, value, problem));
            } else {
                print(line("  ", descriptor, value == null ? "(" + problem + ")" : text(descriptor, value)));
            }
        }
    }

    private static String line(String indent, Attribute attribute, String more) {
        return String.format(
                        Locale.ROOT,
                        "%-10s %s  %s  %s",
                        indent + "#" + attribute.handle(),
                        BleUuid.shortText(attribute.uuid()),
                        UuidNames.name(attribute.uuid()).orElse(""),
                        more)
                .stripTrailing();
    }

    private static String text(Descriptor descriptor, Bytes value) {
        String meaning = meaning(descriptor, value);
        return (value.isEmpty() ? "(empty)" : value.hex()) + (meaning == null ? "" : "  " + meaning);
    }

    private static @Nullable String meaning(Descriptor descriptor, Bytes value) {
        if (descriptor.uuid().equals(USER_DESCRIPTION)) {
            return value.utf8();
        }
        if (descriptor.uuid().equals(CLIENT_CONFIGURATION) && value.length() == 2) {
            return switch (value.u16le(0)) {
                case 0 -> "off";
                case 1 -> "notifications";
                case 2 -> "indications";
                default -> null;
            };
        }
        return null;
    }

    private static JsonObject json(
            Characteristic characteristic, Descriptor descriptor, @Nullable Bytes value, @Nullable String problem) {
        JsonObject object = new JsonObject();
        object.addProperty("uuid", descriptor.uuid().toString());
        object.addProperty("handle", descriptor.handle());
        object.addProperty("name", UuidNames.name(descriptor.uuid()).orElse(null));
        object.addProperty("characteristic", characteristic.uuid().toString());
        object.addProperty("characteristicHandle", characteristic.handle());
        object.addProperty("value", value == null ? null : value.hex());
        object.addProperty("decoded", value == null ? null : meaning(descriptor, value));
        object.addProperty("error", problem);
        return object;
    }
}
