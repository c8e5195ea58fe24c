// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.guest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/**
 * Runs test classes in this JVM: {@code Suite OUTDIR MINIMUM CLASS...}. Prints a line for each test, writes JUnit's XML
 * reports and {@code summary.txt} to the folder, and ends with status 0 only if at least MINIMUM tests ran and all
 * succeeded.
 */
public final class Suite {
    private Suite() {}

    /** Runs the classes named in the arguments. */
    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            System.err.println("usage: Suite OUTDIR MINIMUM CLASS...");
            System.exit(2);
        }
        int status = run(
                Path.of(args[0]), Long.parseLong(args[1]), Arrays.asList(args).subList(2, args.length));
        System.out.flush();
        // A thread that a test left behind must not keep the guest up.
        System.exit(status);
    }

    private static int run(Path out, long minimum, List<String> classes) throws IOException {
        Files.createDirectories(out);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(classes.stream().map(DiscoverySelectors::selectClass).toList())
                .build();
        SummaryGeneratingListener figures = new SummaryGeneratingListener();
        PrintWriter console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                request, new Progress(System.out), figures, new LegacyXmlReportGeneratingListener(out, console));
        TestExecutionSummary summary = figures.getSummary();
        summary.printFailuresTo(console, 30);
        String line = String.format(
                "%d tests: %d succeeded, %d failed, %d skipped, %d s",
                summary.getTestsFoundCount(),
                summary.getTestsSucceededCount(),
                summary.getTotalFailureCount(),
                summary.getTestsSkippedCount(),
                (summary.getTimeFinished() - summary.getTimeStarted()) / 1000);
        Files.writeString(out.resolve("summary.txt"), line + "\n");
        console.println(line);
        if (summary.getTestsSucceededCount() < minimum) {
            console.println("expected at least " + minimum + " tests to succeed");
            return 1;
        }
        return summary.getTotalFailureCount() == 0 ? 0 : 1;
    }
}
