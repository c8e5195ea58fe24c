// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.felix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * A running framework with every bundle of the gateway, as {@code ravning run} starts it.
 *
 * <p>A test that calls a service needs its interface on both sides. It names the bundles that it shares, such as
 * {@code org.ravning.api}: these are not installed, the framework exports the same packages from the test's class path.
 */
final class GatewayFramework implements AutoCloseable {
    private static final long STOP_DEADLINE_MS = 10_000;

    private final Framework framework;

    private GatewayFramework(Framework framework) {
        this.framework = framework;
    }

    /** Starts every bundle of {@code distribution}; {@code scratch} is an empty folder of the test's own. */
    static GatewayFramework start(Distribution distribution, Path scratch, Path config, Set<String> shared)
            throws BundleException, IOException {
        Map<String, String> settings = new HashMap<>();
        distribution.settings(config).forEach((key, value) -> settings.put((String) key, (String) value));
        settings.put(Constants.FRAMEWORK_STORAGE, scratch.toString());

        List<Path> installed = new ArrayList<>();
        List<String> exports = new ArrayList<>();
        for (Path jar : distribution.bundles()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                var headers = file.getManifest().getMainAttributes();
                if (shared.contains(headers.getValue(Constants.BUNDLE_SYMBOLICNAME))) {
                    exports.add(headers.getValue(Constants.EXPORT_PACKAGE));
                } else {
                    installed.add(jar);
                }
            }
        }
        if (!exports.isEmpty()) {
            settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, String.join(",", exports));
        }
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(settings);
        GatewayFramework gateway = new GatewayFramework(framework);
        try {
            gateway.startAll(installed);
            return gateway;
        } catch (BundleException | RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    private void startAll(List<Path> jars) throws BundleException {
        framework.init();
        List<Bundle> bundles = new ArrayList<>();
        for (Path jar : jars) {
            bundles.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
        }
        framework.start();
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    List<Bundle> bundles() {
        return List.of(framework.getBundleContext().getBundles());
    }

    Bundle bundle(String symbolicName) {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + symbolicName));
    }

    @Override
    public void close() {
        try {
            framework.stop();
            FrameworkEvent end = framework.waitForStop(STOP_DEADLINE_MS);
            if (end.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                throw new AssertionError("the framework did not stop within " + STOP_DEADLINE_MS + " ms");
            }
        } catch (BundleException e) {
            throw new AssertionError("the framework did not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the framework stopped", e);
        }
    }
}
