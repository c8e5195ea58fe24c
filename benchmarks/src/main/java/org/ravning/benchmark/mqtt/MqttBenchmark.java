// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.mqtt;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.ravning.benchmark.ChildProcess;

/**
 * Measures the path from the simulated air through things to a subscriber of Mosquitto, and back for commands; and beside
 * it what the same broker carries from a publisher that does nothing else.
 */
public final class MqttBenchmark {
    private static final String HEARD = "ble.advertisements";
    private static final int FAST_MILLIS = 200;
    private static final int SLOW_MILLIS = 1000;
    private static final int COMMANDS = 1000;
    private static final int WARM_COMMANDS = 300;

    private final String program;
    private final int devices;
    private final int seconds;
    private final int warmSeconds;

    private MqttBenchmark(String program, int devices, int seconds, int warmSeconds) {
        this.program = program;
        this.devices = devices;
        this.seconds = seconds;
        this.warmSeconds = warmSeconds;
    }

    /** Runs it: {@code --ravning PROGRAM [--devices N] [--seconds N] [--warm N]}. */
    public static void main(String... arguments) throws Exception {
        String program = "";
        int devices = 1000;
        int seconds = 30;
        int warm = 30;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--ravning" -> program = value;
                case "--devices" -> devices = Integer.parseInt(value);
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--warm" -> warm = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        new MqttBenchmark(program, devices, seconds, warm).run();
    }

    private void run() throws IOException, MqttException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%d devices, %d s each after %d s; %d processors, Java %s%n",
                devices,
                seconds,
                warmSeconds,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
        Path folder = Files.createTempDirectory("ravning-benchmark");
        try {
            int bytes = measure(folder, FAST_MILLIS, false);
            measure(folder, SLOW_MILLIS, true);
            baseline(folder, bytes);
        } finally {
            delete(folder);
        }
    }

    /** Returns the mean size of a state in bytes. */
    private int measure(Path folder, int intervalMillis, boolean commands)
            throws IOException, MqttException, InterruptedException {
        try (Mosquitto broker = Mosquitto.start(folder);
                StateReader reader = new StateReader(broker.url(), "ravning/+");
                Gateway gateway = Gateway.start(program, folder, broker.url(), devices, intervalMillis)) {
            reader.keep("ravning/bridge/response/health");
            try (Commands thing = new Commands(broker.url(), "ravning/" + Gateway.SWITCH)) {
                TimeUnit.SECONDS.sleep(warmSeconds);
                Map<String, Long> before = health(broker, reader);
                long statesBefore = reader.all();
                Usage begin = Usage.of(gateway.pid());
                Usage brokerBegin = Usage.of(broker.process().process().pid());
                reader.begin();
                TimeUnit.SECONDS.sleep(seconds);
                reader.end();
                Usage end = Usage.of(gateway.pid());
                Usage brokerEnd = Usage.of(broker.process().process().pid());
                Map<String, Long> after = health(broker, reader);
                long states = reader.all() - statesBefore;
                report(intervalMillis, reader, begin, end);
                System.out.printf(
                        Locale.ROOT,
                        "  %d advertisements heard, %d states at the subscriber; dropped: %s%n",
                        after.getOrDefault(HEARD, 0L) - before.getOrDefault(HEARD, 0L),
                        states,
                        drops(before, after));
                System.out.printf(Locale.ROOT, "  broker: %.2f processors%n", brokerEnd.processorsSince(brokerBegin));
                System.out.println("  gateway: at most " + Usage.highestMemory(gateway.pid()) + " MB; busiest "
                        + end.busiestSince(begin, 6));
                if (commands) {
                    thing.run(WARM_COMMANDS);
                    System.out.println("  " + COMMANDS + " commands: " + thing.run(COMMANDS));
                }
            }
            return reader.meanBytes();
        }
    }

    private void report(int intervalMillis, StateReader reader, Usage begin, Usage end) {
        double time = (end.nanos() - begin.nanos()) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%n%d advertisements/s wanted: %.0f states/s at the subscriber, %d bytes each%n",
                devices * 1000 / intervalMillis,
                reader.states() / time,
                reader.meanBytes());
        double processors = end.processorsSince(begin);
        System.out.printf(
                Locale.ROOT,
                "  gateway: %.2f processors, %.0f µs for each state%n",
                processors,
                processors * time * 1e6 / Math.max(1, reader.states()));
        System.out.println("  from the air to the subscriber: " + reader.ages());
    }

    /** Returns every counter of something lost that has moved. */
    private static String drops(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> moved = new TreeMap<>();
        after.forEach((name, count) -> {
            long more = count - before.getOrDefault(name, 0L);
            if (more != 0 && name.matches(".*(drop|lost|refused|expired|malformed|overflow|replay|unanswered).*")) {
                moved.put(name, more);
            }
        });
        return moved.isEmpty() ? "nothing" : moved.toString();
    }

    private static Map<String, Long> health(Mosquitto broker, StateReader reader)
            throws MqttException, InterruptedException {
        String topic = "ravning/bridge/response/health";
        String last = reader.newest(topic);
        try (Asker asker = new Asker(broker.url())) {
            asker.ask("ravning/bridge/request/health");
            for (int i = 0; i < 1000 && reader.newest(topic).equals(last); i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        Map<String, Long> all = new TreeMap<>();
        collect("", JsonParser.parseString(reader.newest(topic)), all);
        return all;
    }

    private static void collect(String path, @Nullable JsonElement element, Map<String, Long> all) {
        if (element instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                boolean names = entry.getKey().equals("result")
                        || entry.getKey().equals("parts")
                        || entry.getKey().equals("counters");
                String name = names ? path : path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                collect(name, entry.getValue(), all);
            }
        } else if (element != null
                && element.isJsonPrimitive()
                && element.getAsJsonPrimitive().isNumber()) {
            all.put(path, element.getAsLong());
        }
    }

    private void baseline(Path folder, int bytes) throws IOException, MqttException, InterruptedException {
        try (Mosquitto broker = Mosquitto.start(folder);
                StateReader reader = new StateReader(broker.url(), "plain/+");
                ChildProcess publisher = ChildProcess.ofClass(
                        PlainPublisher.class,
                        broker.url(),
                        Integer.toString(devices),
                        Integer.toString(warmSeconds + seconds + 5),
                        Integer.toString(bytes))) {
            TimeUnit.SECONDS.sleep(warmSeconds);
            Usage begin = Usage.of(publisher.process().pid());
            Usage brokerBegin = Usage.of(broker.process().process().pid());
            reader.begin();
            TimeUnit.SECONDS.sleep(seconds);
            reader.end();
            Usage end = Usage.of(publisher.process().pid());
            Usage brokerEnd = Usage.of(broker.process().process().pid());
            double time = (end.nanos() - begin.nanos()) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%nplain publisher, as fast as the broker takes it: %.0f messages/s at the subscriber, %d bytes each%n"
                            + "  publisher: %.2f processors, %.0f µs for each message; broker: %.2f processors%n",
                    reader.states() / time,
                    bytes,
                    end.processorsSince(begin),
                    end.processorsSince(begin) * time * 1e6 / Math.max(1, reader.states()),
                    brokerEnd.processorsSince(brokerBegin));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
