// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectionState;
import org.ravning.api.Descriptor;
import org.ravning.api.GattService;
import org.ravning.codec.UuidNames;
import picocli.CommandLine.Command;

/** Lists the services of a device. */
@Command(
        name = "services",
        customSynopsis = "ravning services [OPTIONS] (DEVICE | --name N)",
        description = "List the services, characteristics and descriptors of a device, and MTU and RSSI of the link.")
final class ServicesCommand extends DeviceCommand {
    @Override
    List<String> wordNames() {
        return List.of();
    }

    @Override
    int run(BleConnection connection, List<String> rest) throws BleException, InterruptedException {
        Integer mtu = connection.state() instanceof ConnectionState.Connected connected ? connected.mtu() : null;
        Integer rssi = rssi(connection);
        if (!isJson()) {
            print("MTU " + (mtu == null ? "-" : mtu) + ", RSSI " + (rssi == null ? "-" : rssi + " dBm"));
        }
        connection.gatt().services().forEach(service -> {
            if (isJson()) {
                print(json(connection, mtu, rssi, service));
            } else {
                printText(service);
            }
        });
        return 0;
    }

    private void printText(GattService service) {
        print(line("", service.handle(), service.uuid(), ""));
        service.characteristics().forEach(characteristic -> {
            String properties =
                    characteristic.properties().stream().map(Words::of).collect(Collectors.joining(", ", "[", "]"));
            print(line("  ", characteristic.handle(), characteristic.uuid(), properties));
            characteristic.descriptors().forEach(d -> print(line("    ", d.handle(), d.uuid(), "")));
        });
    }

    private static String line(String indent, int handle, UUID uuid, String more) {
        String name = UuidNames.name(uuid).orElse("");
        return String.format(
                        Locale.ROOT, "%-10s %s  %s  %s", indent + "#" + handle, BleUuid.shortText(uuid), name, more)
                .stripTrailing();
    }

    private static JsonObject json(
            BleConnection connection, @Nullable Integer mtu, @Nullable Integer rssi, GattService service) {
        JsonObject object = attribute(service.uuid(), service.handle());
        object.addProperty("device", connection.device().text());
        object.addProperty("mtu", mtu);
        object.addProperty("rssi", rssi);
        object.addProperty("primary", service.primary());
        JsonArray characteristics = new JsonArray();
        service.characteristics().forEach(c -> characteristics.add(json(c)));
        object.add("characteristics", characteristics);
        return object;
    }

    private static JsonObject json(Characteristic characteristic) {
        JsonObject object = attribute(characteristic.uuid(), characteristic.handle());
        object.add("properties", Json.words(characteristic.properties()));
        JsonArray descriptors = new JsonArray();
        for (Descriptor descriptor : characteristic.descriptors()) {
            descriptors.add(attribute(descriptor.uuid(), descriptor.handle()));
        }
        object.add("descriptors", descriptors);
        return object;
    }

    private static JsonObject attribute(UUID uuid, int handle) {
        JsonObject object = new JsonObject();
        object.addProperty("uuid", uuid.toString());
        object.addProperty("handle", handle);
        object.addProperty("name", UuidNames.name(uuid).orElse(null));
        return object;
    }
}
