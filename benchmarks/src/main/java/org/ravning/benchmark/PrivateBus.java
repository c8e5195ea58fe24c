// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A dbus-daemon of its own, with the limits of a system bus. */
record PrivateBus(ChildProcess daemon, String address) implements AutoCloseable {
    private static final String CONFIG = """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>system</type>
              <listen>%s</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
                <allow user="*"/>
              </policy>
            </busconfig>
            """;

    /** Starts it with its files in that folder; returns when it listens. */
    static PrivateBus start(Path folder) throws IOException {
        String address = "unix:path=" + folder.resolve("bus");
        Path config = Files.writeString(folder.resolve("bus.conf"), String.format(CONFIG, address));
        ChildProcess daemon = ChildProcess.of(
                new ProcessBuilder("dbus-daemon", "--config-file=" + config, "--nofork", "--print-address"));
        daemon.awaitLine("unix:");
        return new PrivateBus(daemon, address);
    }

    @Override
    public void close() {
        daemon.close();
    }
}
