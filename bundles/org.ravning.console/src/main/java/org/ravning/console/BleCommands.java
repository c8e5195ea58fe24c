// SPDX-License-Identifier: Apache-2.0
package org.ravning.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.ravning.api.Advertisement;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleCentral;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleScanner;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceId;
import org.ravning.api.ScanRequest;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.codec.PrintableText;
import org.ravning.codec.UuidNames;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.codec.gatt.DecodedValue;

/** The shell's {@code ble:} commands; they print, and a mistake is one line. */
@Component(
        service = BleCommands.class,
        property = {
            "osgi.command.scope=ble",
            "osgi.command.function=adapters",
            "osgi.command.function=scan",
            "osgi.command.function=connect",
            "osgi.command.function=read",
            "osgi.command.function=status"
        })
public final class BleCommands {
    private static final int LINE_LIMIT = 300;
    private static final long LONGEST_SCAN_S = 60;

    private final BleAdapters adapters;
    private final BleScanner scanner;
    private final BleCentral central;
    private final List<HealthSource> sources = new CopyOnWriteArrayList<>();
    private final PrintStream out;

    /** Takes what the commands use. */
    @Activate
    public BleCommands(@Reference BleAdapters adapters, @Reference BleScanner scanner, @Reference BleCentral central) {
        this(adapters, scanner, central, System.out);
    }

    BleCommands(BleAdapters adapters, BleScanner scanner, BleCentral central, PrintStream out) {
        this.adapters = adapters;
        this.scanner = scanner;
        this.central = central;
        this.out = out;
    }

    /** Takes a part that can say how it is. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindHealth(HealthSource source) {
        sources.add(source);
    }

    /** Forgets a part that left. */
    public void unbindHealth(HealthSource source) {
        sources.remove(source);
    }

    /** {@code ble:adapters}: lists the adapters and what each backend says. */
    public void adapters() {
        adapters.all()
                .forEach(a -> print(a.id() + "  " + (a.address() == null ? "-" : a.address()) + "  "
                        + a.state().name().toLowerCase(Locale.ROOT) + "  " + a.label()
                        + (a.isScanning() ? "  scanning" : "") + "  " + a.connections() + " connections"));
        adapters.backends()
                .forEach(s -> print(s.backend() + ": " + s.message() + (s.hint().isEmpty() ? "" : "; " + s.hint())));
    }

    /** {@code ble:scan}: lists the devices that are heard within five seconds. */
    public void scan() {
        scan(5);
    }

    /** {@code ble:scan SECONDS}: lists the devices that are heard within that time, at most a minute. */
    public void scan(long seconds) {
        Map<DeviceId, Advertisement> heard = new ConcurrentHashMap<>();
        long bounded = Math.max(1, Math.min(seconds, LONGEST_SCAN_S));
        boolean done = attempt(() -> scanner.findFirst(
                ScanRequest.everything(),
                advertisement -> {
                    heard.put(advertisement.device(), advertisement);
                    return false;
                },
                Duration.ofSeconds(bounded)));
        if (!done) {
            return;
        }
        List<Advertisement> latest = new ArrayList<>(heard.values());
        latest.sort(Comparator.comparing(a -> a.device().text()));
        latest.forEach(
                a -> print(a.device() + "  " + a.rssi() + " dBm  " + (a.localName() == null ? "-" : a.localName())));
        print(heard.size() + " devices in " + bounded + " s");
    }

    /** {@code ble:connect DEVICE}: connects, lists the services, and disconnects. */
    public void connect(String device) {
        attempt(() -> {
            try (BleConnection connection = central.connect(DeviceId.parse(device), ConnectOptions.DEFAULT)) {
                connection.gatt().services().forEach(service -> {
                    print("#" + service.handle() + "  " + name(service.uuid()));
                    service.characteristics()
                            .forEach(c -> print("  #" + c.handle() + "  " + name(c.uuid()) + "  " + c.properties()));
                });
            }
        });
    }

    /** {@code ble:read DEVICE CHARACTERISTIC}: connects, reads, and disconnects. */
    public void read(String device, String characteristic) {
        attempt(() -> {
            try (BleConnection connection = central.connect(DeviceId.parse(device), ConnectOptions.DEFAULT)) {
                Characteristic found = connection
                        .gatt()
                        .characteristic(BleUuid.parse(characteristic))
                        .orElseThrow(() ->
                                new IllegalArgumentException("the device has no characteristic " + characteristic));
                Bytes value = connection.read(found);
                String meaning = CharacteristicCodec.decode(found.uuid(), value)
                        .map(DecodedValue::text)
                        .orElse("");
                print((value.hex() + "  " + meaning).stripTrailing());
            }
        });
    }

    /** {@code ble:status}: says how each part of the gateway is. */
    public void status() {
        for (HealthSource source : sources) {
            Health health = source.health();
            print(String.format("%-10s %-5s %s", source.name(), health.level(), health.summary()));
            health.counters().forEach((counter, value) -> print("             " + counter + " " + value));
        }
    }

    /** Says whether it went well; if not, prints why. */
    private boolean attempt(Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (BleException | IllegalArgumentException e) {
            print("error: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            print("error: interrupted");
        }
        return false;
    }

    private static String name(java.util.UUID uuid) {
        return (BleUuid.shortText(uuid) + "  " + UuidNames.name(uuid).orElse("")).stripTrailing();
    }

    private void print(String line) {
        out.println(PrintableText.of(line, LINE_LIMIT));
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws BleException, InterruptedException;
    }
}
