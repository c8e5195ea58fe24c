// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.guest;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The guest's controllers and daemon, which a test may take away. Each method returns when it is done. */
public final class Radio {
    private static final long PATIENCE_SECONDS = 120;

    private Radio() {}

    /** Ends bluetoothd and starts it anew; returns when it offers the adapters. */
    public static void restartDaemon() throws IOException {
        run("restart");
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

    private static void run(String verb) throws IOException {
        String script = System.getenv("RIG_RADIO");
        if (script == null) {
            throw new IllegalStateException("this runs only in the guest");
        }
        Process process = new ProcessBuilder(script, verb).inheritIO().start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("radio " + verb + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in radio " + verb, e);
        } finally {
            process.destroyForcibly();
        }
    }
}
