// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One of several gateways of a home: a process of its own that hears the same devices, each as well as it is near. */
final class Member implements AutoCloseable {
    private static final String AIR = """
            devices:
              - address: C2:5A:10:00:00:01
                name: Cellar
                interval: 400ms
                rssi: RSSI
                advertise:
                  flags: 0x06
                  bthome: {packet_id: true, temperature: {sequence: {values: [20, 21, 22, 23], every: 500ms}}}
              - address: C2:5A:10:00:00:06
                name: Plug
                interval: 400ms
                rssi: RSSI
                advertise: {flags: 0x06, services: ["1815"]}
                gatt:
                  - uuid: "1815"
                    characteristics:
                      - uuid: 2a56
                        properties: [read, write, notify]
                        value: "00"
                        notify: {on_change: true, at_once: true}
                        descriptors:
                          - {uuid: "2909", value: "01"}
            """;

    private static final String LOG = """
            <configuration>
              <appender name="stderr" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%level %logger{0}: %msg%n%ex{full}</pattern></encoder>
              </appender>
              <logger name="org.ravning.mqtt.gateway" level="info"/>
              <root level="warn"><appender-ref ref="stderr"/></root>
            </configuration>
            """;

    final String id;
    final FreezingLink way;
    final Running process;

    private Member(String id, FreezingLink way, Running process) {
        this.id = id;
        this.way = way;
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param rssi how well it hears everything, in dBm
     * @param ahead how much its clock is ahead of ours
     */
    static Member start(Path folder, int broker, String id, int leaseSeconds, int rssi, Duration ahead)
            throws IOException {
        Path config = Files.createDirectories(folder.resolve(id).resolve("config"));
        Path air = Files.writeString(config.resolve("air.yaml"), AIR.replace("RSSI", Integer.toString(rssi)));
        Files.writeString(config.resolve("logback.xml"), LOG);
        FreezingLink way = new FreezingLink(broker);
        Files.write(
                config.resolve("org.ravning.mqtt.cfg"),
                List.of(
                        "url = tcp://127.0.0.1:" + way.port(),
                        "clientId = " + id,
                        "gateway = " + id,
                        "leaseSeconds = " + leaseSeconds));
        Running process = Program.shipped(folder)
                .with(OtherClock.ahead(ahead))
                .start(
                        "run",
                        "--simulate=" + air,
                        "--config",
                        config.toString(),
                        "--data",
                        folder.resolve(id).resolve("data").toString());
        return new Member(id, way, process);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.close();
        way.close();
    }
}
