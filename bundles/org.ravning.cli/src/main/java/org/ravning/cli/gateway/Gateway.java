// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/**
 * The framework with the gateway's bundles in it. One thread starts it, waits, and stops it; any other may ask for its
 * end, also while it starts.
 */
final class Gateway {
    private static final long STOP_DEADLINE_MS = 1_500;

    private final Framework framework;
    private volatile boolean endAsked;

    /** Makes a framework with these settings; nothing runs yet. */
    Gateway(Map<String, String> settings) {
        framework = new FrameworkFactory().newFramework(settings);
    }

    /**
     * Starts the framework and every bundle but those held back, which are installed only.
     *
     * @throws IOException if a bundle cannot be installed or started
     * @throws InterruptedException if its end was asked for meanwhile
     */
    void start(Installation installation, Set<String> heldBack) throws IOException, InterruptedException {
        try {
            framework.init();
            List<Bundle> bundles = install(installation);
            framework.start();
            for (Bundle bundle : bundles) {
                boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
                if (!fragment && !heldBack.contains(bundle.getSymbolicName())) {
                    throwIfEndAsked();
                    bundle.start();
                }
            }
        } catch (BundleException | IllegalStateException e) {
            throwIfEndAsked();
            throw new IOException("the gateway's framework did not start: " + e.getMessage(), e);
        }
    }

    private List<Bundle> install(Installation installation) throws IOException, BundleException, InterruptedException {
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : installation.bundles()) {
            throwIfEndAsked();
            bundles.add(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
        }
        return bundles;
    }

    /** Waits so long; returns whether the framework has been stopped from inside meanwhile, as its shell can. */
    boolean awaitEnd(Duration time) throws InterruptedException {
        return framework.waitForStop(time.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
    }

    /** Has a start that is under way end before the next bundle. */
    void askForEnd() {
        endAsked = true;
    }

    /** Stops every bundle, last started first; returns whether all had ended in time. Idempotent, takes less than two seconds. */
    boolean stop() {
        Thread.interrupted();
        try {
            framework.stop();
            return framework.waitForStop(STOP_DEADLINE_MS).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        } catch (BundleException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static String storage(DataFolder data) {
        return data.path().resolve("framework").toString();
    }

    /** Looks at more than the interrupt, which a bundle that starts may have taken for itself. */
    private void throwIfEndAsked() throws InterruptedException {
        if (endAsked || Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("stopped while starting");
        }
    }
}
