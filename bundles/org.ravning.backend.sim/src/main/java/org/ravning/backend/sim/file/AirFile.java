// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.ravning.api.AddressType;
import org.ravning.backend.sim.air.Air;
import org.ravning.backend.sim.air.AirAdapter;

/** A file that describes an air. */
public final class AirFile {
    /** The name that stands for the air that comes with this bundle. */
    public static final String DEFAULT = "default";

    private static final String DEFAULT_RESOURCE = "/simulated-air.yaml";
    private static final long MOST_BYTES = 4_000_000;

    private AirFile() {}

    /**
     * Reads a file, or the default one if the name is {@link #DEFAULT} or empty. A capture becomes an air in which it is
     * played; how can be said behind its name, such as in {@code air.jsonl,speed=10,loop}.
     *
     * @throws AirFileException if it cannot be read or holds a mistake
     */
    public static Air open(String name) {
        if (name.isEmpty() || name.equals(DEFAULT)) {
            return parse(standard(), "simulated-air.yaml");
        }
        return CaptureFile.find(name).map(AirFile::replay).orElseGet(() -> openYaml(name));
    }

    private static Air replay(CaptureFile capture) {
        Air air = new Air(1);
        List<String> adapters = capture.adapters();
        if (adapters.isEmpty()) {
            air.addAdapter("sim0");
        }
        adapters.forEach(air::addAdapter);
        air.addReplay(capture.plan());
        return air;
    }

    private static Air openYaml(String name) {
        try {
            Path path = Path.of(name);
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new AirFileException(name + ": is no regular file");
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new AirFileException(name + ": larger than " + MOST_BYTES + " bytes");
            }
            return parse(Files.readString(path), name);
        } catch (NoSuchFileException e) {
            throw new AirFileException(name + ": there is no such file");
        } catch (CharacterCodingException e) {
            throw new AirFileException(name + ": not a text file in UTF-8");
        } catch (IOException | InvalidPathException e) {
            throw new AirFileException(name + ": cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param file its name, for messages
     * @throws AirFileException if it holds a mistake
     */
    public static Air parse(String text, String file) {
        Yaml root = Yaml.parse(text, file);
        Fields fields = root.fields("seed", "adapters", "devices", "replay");
        int seed = fields.get("seed").map(y -> y.integer(0, Integer.MAX_VALUE)).orElse(1);
        Air air = new Air(seed);
        List<String> adapters = new ArrayList<>();
        if (fields.has("adapters")) {
            for (Yaml adapter : fields.require("adapters").items()) {
                adapters.add(
                        adapter.checked(() -> air.addAdapter(adapter(adapter)).name()));
            }
        }
        Optional<CaptureFile> replay = fields.get("replay").map(yaml -> CaptureFile.read(yaml, file));
        if (adapters.isEmpty()) {
            List<String> heard = replay.map(CaptureFile::adapters).orElse(List.of());
            (heard.isEmpty() ? List.of("sim0") : heard)
                    .forEach(name -> adapters.add(air.addAdapter(name).name()));
        }
        Function<String, Random> chances = air::chance;
        DeviceReader reader = new DeviceReader(chances, adapters);
        if (fields.has("devices") || replay.isEmpty()) {
            for (Yaml device : fields.require("devices").items()) {
                device.checked(() -> air.addDevice(reader.read(device)));
            }
        }
        replay.ifPresent(capture -> air.addReplay(capture.plan()));
        return air;
    }

    private static AirAdapter.Builder adapter(Yaml yaml) {
        Fields fields = yaml.fields("name", "label", "address", "powered", "slots", "mtu", "latency");
        AirAdapter.Builder adapter = AirAdapter.builder(fields.require("name").text());
        fields.with("label", label -> adapter.label(label.text()));
        fields.with("address", address -> adapter.address(DeviceReader.addressOf(address, AddressType.PUBLIC)));
        fields.with("powered", powered -> adapter.powered(powered.bool()));
        fields.with("slots", slots -> adapter.slots(slots.integer(1, 1000)));
        fields.with("mtu", mtu -> adapter.mtu(mtu.integer(23, 517)));
        fields.with("latency", latency -> adapter.latency(latency.durationOrZero()));
        return adapter;
    }

    private static String standard() {
        try (InputStream in = AirFile.class.getResourceAsStream(DEFAULT_RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + DEFAULT_RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the bundle's " + DEFAULT_RESOURCE + " cannot be read", e);
        }
    }
}
