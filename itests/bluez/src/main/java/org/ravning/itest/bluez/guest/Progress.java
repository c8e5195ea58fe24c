// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.guest;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Prints a line for each test when it ends, so that a run that hangs shows where. */
final class Progress implements TestExecutionListener {
    private final PrintStream console;
    private final Map<String, Long> started = new ConcurrentHashMap<>();

    Progress(PrintStream console) {
        this.console = console;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
        test.getSource()
                .filter(ClassSource.class::isInstance)
                .ifPresent(source -> console.println(((ClassSource) source).getClassName()));
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        console.println("  skipped  " + test.getDisplayName() + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        long nanos = System.nanoTime() - started.getOrDefault(test.getUniqueId(), System.nanoTime());
        String outcome = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL
                ? "ok"
                : result.getStatus().name();
        if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            console.printf(Locale.ROOT, "  %-8s %5.1f s  %s%n", outcome, nanos / 1e9, test.getDisplayName());
            result.getThrowable().ifPresent(cause -> console.println("           " + cause));
        }
    }
}
