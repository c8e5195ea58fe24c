// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.gateway;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the gateway in the foreground. */
@Command(
        name = "run",
        description = {
            "Run the gateway in the foreground, until Ctrl-C: devices are heard, become things, and appear on MQTT.",
            "It uses this machine's Bluetooth, and waits for an adapter where there is none."
        })
public final class RunCommand implements Callable<Integer> {
    private static final Set<String> REAL_RADIOS = Set.of("org.ravning.backend.bluez");

    /** How long a change of a setting may stay unlooked at. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** The exit status after Ctrl-C, as shells number it. */
    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--simulate",
            arity = "0..1",
            fallbackValue = "default",
            paramLabel = "FILE",
            description = "Use simulated devices instead of Bluetooth; they are the default ones, or those of FILE"
                    + " (--simulate=FILE). A capture is played: --simulate=air.jsonl,speed=10,loop.")
    private @Nullable String simulation;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Read the settings from the files of this folder, one PID.cfg for each part; changes take"
                    + " effect at once. The default is the distribution's config/.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the gateway's data in this folder. The default is $XDG_STATE_HOME/ravning, or"
                    + " ~/.local/state/ravning.")
    private @Nullable Path data;

    @Option(names = "--shell", description = "Read commands of the framework's shell from the terminal.")
    private boolean shell;

    @Override
    public Integer call() throws IOException {
        Installation installation = Installation.current();
        Path settingsFolder = config == null ? installation.defaultConfig() : config.toAbsolutePath();
        if (!Files.isDirectory(settingsFolder)) {
            throw new IOException("there is no folder " + settingsFolder + " to read settings from; see --config");
        }
        checkSettings(settingsFolder);
        if (simulation != null && !"default".equals(simulation) && !Files.isReadable(Path.of(file(simulation)))) {
            throw new IOException("cannot read the simulated air from " + file(simulation) + "; is the path right?");
        }
        Path dataPath = data == null
                ? DataFolder.defaultPath(System.getenv(), System.getProperty("user.home", "."))
                : data.toAbsolutePath();
        try (DataFolder folder = DataFolder.lock(dataPath)) {
            greet(settingsFolder, dataPath);
            SettingsCheck check = new SettingsCheck(KnownSettings.of(installation.bundles()), settingsFolder);
            return run(installation, settings(installation, settingsFolder, folder), check);
        }
    }

    /** Who watches the folder reads each file to its end, which a pipe does not have. */
    private static void checkSettings(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.cfg")) {
            for (Path file : files) {
                if (!Files.isRegularFile(file)) {
                    throw new IOException(file + " is no regular file; put it elsewhere");
                }
            }
        }
    }

    /** Returns the path in a name that may have options behind it, as in {@code air.jsonl,speed=10}. */
    private static String file(String name) {
        return Files.exists(Path.of(name)) ? name : name.replaceFirst("(,(speed(=[^,]*)?|loop|once))+$", "");
    }

    private int run(Installation installation, Map<String, String> settings, SettingsCheck check) throws IOException {
        Gateway gateway = new Gateway(settings);
        if (!endsAtExit(gateway)) {
            return INTERRUPTED;
        }
        try {
            gateway.start(installation, simulation == null ? Set.of() : REAL_RADIOS);
            do {
                check.look().forEach(problem -> spec.commandLine().getErr().println("ravning: " + problem));
            } while (!gateway.awaitEnd(LOOK));
            return 0;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } finally {
            if (!gateway.stop()) {
                spec.commandLine().getErr().println("ravning: not every part of the gateway ended in time");
            }
        }
    }

    /** Has Ctrl-C end a start that is under way; false if it came already. */
    private static boolean endsAtExit(Gateway gateway) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::askForEnd, "ravning-gateway-at-exit"));
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void greet(Path settingsFolder, Path dataPath) {
        String version = RunCommand.class.getPackage().getImplementationVersion();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Ravning " + (version == null ? "" : version + " ")
                + (simulation == null ? "on this machine's Bluetooth" : "on simulated devices")
                + "; settings in " + settingsFolder + ", data in " + dataPath + "; Ctrl-C ends it");
        out.flush();
    }

    private Map<String, String> settings(Installation installation, Path settingsFolder, DataFolder folder)
            throws IOException {
        Map<String, String> settings = new HashMap<>(installation.frameworkSettings(settingsFolder));
        settings.put(Constants.FRAMEWORK_STORAGE, Gateway.storage(folder));
        settings.put("ravning.announce", "true");
        settings.put("ravning.data", folder.path().toString());
        settings.put("ravning.config", settingsFolder.toString());
        if (simulation != null) {
            boolean own = !"default".equals(simulation);
            settings.put(
                    "ravning.simulate",
                    own ? Path.of(simulation).toAbsolutePath().toString() : simulation);
        }
        if (shell) {
            settings.remove("gosh.args");
        }
        return settings;
    }
}
