// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleScanner;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceId;
import org.ravning.api.GattException;
import org.ravning.api.Ravning;
import org.ravning.api.ScanRequest;
import org.ravning.api.Sighting;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * What the commands share that connect to a device. Their words are {@code DEVICE REST...}, or {@code REST...} after
 * {@code --name}.
 */
abstract class DeviceCommand extends BleCommand {
    @Option(names = "--name", paramLabel = "N", description = "The device with this local name, in place of DEVICE.")
    private @Nullable String name;

    @Option(
            names = "--connect-timeout",
            paramLabel = "S",
            defaultValue = "30",
            converter = Seconds.class,
            description = "How long finding the device, connecting and discovery may take together; the default is"
                    + " ${DEFAULT-VALUE} seconds.")
    private Duration connectTimeout = Duration.ofSeconds(30);

    @Parameters(hidden = true)
    private List<String> words = new ArrayList<>();

    private @Nullable BleScanner scanner;

    /** Returns the names of the words after DEVICE. */
    abstract List<String> wordNames();

    /** Does the work over a connection. */
    abstract int run(BleConnection connection, List<String> rest) throws BleException, InterruptedException;

    /** Checks the words after DEVICE before anything is opened; throws {@link ParameterException}. */
    void check(List<String> rest) {}

    @Override
    final void check() {
        check(rest());
    }

    @Override
    final int run(Ravning ravning) throws BleException, InterruptedException {
        List<String> rest = rest();
        AdapterId adapter = adapter(ravning);
        scanner = ravning.scanner();
        long started = System.nanoTime();
        DeviceId device = name == null ? address(words.get(0)) : find(ravning, adapter, name);
        Duration left = connectTimeout.minusNanos(System.nanoTime() - started);
        ConnectOptions options = ConnectOptions.DEFAULT
                .withTimeout(left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left)
                .withAdapter(adapter);
        try (BleConnection connection = connect(ravning, device, options)) {
            return run(connection, rest);
        }
    }

    private BleConnection connect(Ravning ravning, DeviceId device, ConnectOptions options)
            throws BleException, InterruptedException {
        try (StatusLine.Work connecting = status().begin("connecting to " + device, options.timeout())) {
            return ravning.central().connect(device, options);
        }
    }

    /** Returns how strong the device is received, in dBm: now, or else when it was heard last; null if neither is known. */
    final @Nullable Integer rssi(BleConnection connection) throws BleException, InterruptedException {
        try {
            return connection.rssi();
        } catch (BleUnsupportedException | BleTimeoutException | GattException e) {
            BleScanner heard = scanner;
            return heard == null
                    ? null
                    : heard.lastHeard(connection.device())
                            .map(Sighting::rssi)
                            .filter(rssi -> rssi != Advertisement.RSSI_UNAVAILABLE)
                            .orElse(null);
        }
    }

    private List<String> rest() {
        int before = name == null ? 1 : 0;
        List<String> expected = new ArrayList<>(wordNames());
        if (before == 1) {
            expected.add(0, "DEVICE (an address, or --name N)");
        }
        if (words.size() < expected.size()) {
            throw usage("missing " + expected.get(words.size()));
        }
        if (words.size() > expected.size()) {
            throw usage("one word too many: \"" + words.get(expected.size()) + "\"");
        }
        if (before == 1) {
            address(words.get(0));
        }
        return words.subList(before, words.size());
    }

    private DeviceId address(String text) {
        try {
            return DeviceId.parse(text);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage() + ", or a name with --name");
        }
    }

    private DeviceId find(Ravning ravning, @Nullable AdapterId adapter, String wanted)
            throws BleException, InterruptedException {
        ScanRequest request =
                ScanRequest.builder().adapter(adapter).name(wanted).build();
        Optional<Advertisement> found;
        try (StatusLine.Work looking = status().begin("looking for \"" + wanted + "\"", connectTimeout)) {
            found = ravning.scanner().findFirst(request, heard -> true, connectTimeout);
        }
        return found.map(Advertisement::device)
                .orElseThrow(() -> new CommandFailure("no device named \"" + wanted + "\" was heard within "
                        + connectTimeout.toMillis() / 1000.0 + " s; see: ravning scan"));
    }
}
