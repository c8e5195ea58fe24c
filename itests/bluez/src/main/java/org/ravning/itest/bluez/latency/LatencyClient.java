// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.latency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ravning.api.AddressType;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.WriteMode;

/**
 * Ravning as a client whose calls are timed: {@code LatencyClient ADDRESS READ WRITE}, the last two being UUIDs of
 * characteristics. For each line of its input, which is a number, it connects, reads and writes that often, disconnects,
 * and prints three lines: {@code read} and {@code write}, each with nanoseconds, and {@code done} when the link is down.
 */
final class LatencyClient {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ConnectOptions PATIENT =
            ConnectOptions.DEFAULT.withTimeout(PATIENCE).withOperationTimeout(PATIENCE);
    private static final Bytes VALUE = Bytes.ofHex("01020304");

    private LatencyClient() {}

    /** One call that is timed. */
    private interface Call {
        void run() throws BleException, InterruptedException;
    }

    /** Runs it. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        DeviceId device = DeviceAddress.of(arguments[0], AddressType.PUBLIC);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Ravning ravning = Ravning.open(new RavningOptions(Set.of("bluez"), Map.of()))) {
            ravning.adapters().awaitReady(PATIENCE);
            System.out.println("ready");
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                int count = Integer.parseInt(line);
                try (BleConnection connection = ravning.central().connect(device, PATIENT)) {
                    Characteristic read = characteristic(connection, arguments[1]);
                    Characteristic write = characteristic(connection, arguments[2]);
                    System.out.println("read " + time(count, () -> connection.read(read)));
                    System.out.println(
                            "write " + time(count, () -> connection.write(write, VALUE, WriteMode.WITH_RESPONSE)));
                }
                System.out.println("done");
            }
        }
        System.exit(0);
    }

    private static Characteristic characteristic(BleConnection connection, String uuid) {
        return connection.gatt().characteristic(UUID.fromString(uuid)).orElseThrow();
    }

    private static String time(int count, Call call) throws BleException, InterruptedException {
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            call.run();
            nanos[i] = System.nanoTime() - begin;
        }
        return Arrays.stream(nanos).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }
}
