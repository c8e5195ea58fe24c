// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.guest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ravning.api.Bytes;

/** The guest's controllers and daemon, which a test may take away. Each method returns when it is done. */
public final class Radio {
    private static final long PATIENCE_SECONDS = 120;

    private Radio() {}

    /** Ends bluetoothd and starts it anew; returns when it offers the adapters. */
    public static void restartDaemon() throws IOException {
        run("restart");
    }

    /** Kills bluetoothd, which ends nothing that way, and starts it anew; returns when it offers the adapters. */
    public static void crashDaemon() throws IOException {
        run("crash");
    }

    /** Ends bluetoothd and starts it without {@code --experimental}; returns when it offers the adapters. */
    public static void restartPlainDaemon() throws IOException {
        run("plain");
    }

    /** Ends bluetoothd. */
    public static void stopDaemon() throws IOException {
        run("stop");
    }

    /** Starts bluetoothd; returns when it offers the adapters. */
    public static void startDaemon() throws IOException {
        run("start");
    }

    /** Ends the system bus and starts it anew, and bluetoothd with it; every connection to it is lost. */
    public static void restartBus() throws IOException {
        run("bus");
    }

    /** Takes the controllers away. */
    public static void unplug() throws IOException {
        run("unplug");
    }

    /** Brings the controllers back. */
    public static void plug() throws IOException {
        run("plug");
    }

    /** Sends an LE command past kernel and daemon to a controller, such as {@code hci1}. */
    public static void command(String adapter, int command, Bytes parameters) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("hcitool", "-i", adapter, "cmd", "0x08", String.format("0x%04x", command)));
        for (int i = 0; i < parameters.length(); i++) {
            words.add(String.format("%02x", parameters.u8(i)));
        }
        run(new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD));
    }

    private static void run(String verb) throws IOException {
        String script = System.getenv("RIG_RADIO");
        if (script == null) {
            throw new IllegalStateException("this runs only in the guest");
        }
        run(new ProcessBuilder(script, verb).inheritIO());
    }

    private static void run(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(builder.command() + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + builder.command(), e);
        } finally {
            process.destroyForcibly();
        }
    }
}
