// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class BundlesIT {
    private static final Set<String> OURS = Set.of(
            "org.ravning.api",
            "org.ravning.spi",
            "org.ravning.codec",
            "org.ravning.core",
            "org.ravning.backend.bluez",
            "org.ravning.backend.sim",
            "org.ravning.backend.feed",
            "org.ravning.profile.api",
            "org.ravning.profile.generic",
            "org.ravning.profile.sig",
            "org.ravning.profile.bthome",
            "org.ravning.profile.ruuvi",
            "org.ravning.profile.assorted",
            "org.ravning.profile.switchbot",
            "org.ravning.profile.atc",
            "org.ravning.profile.beacons",
            "org.ravning.profile.victron",
            "org.ravning.profile.xiaomi",
            "org.ravning.profile.declarative",
            "org.ravning.things",
            "org.ravning.mqtt",
            "org.ravning.broker",
            "org.ravning.console");

    @Test
    void everyBundleOfTheGateway_started_isActive(@TempDir Path folder) throws Exception {
        Path config = Files.createDirectory(folder.resolve("config"));
        try (GatewayFramework gateway =
                GatewayFramework.start(Distribution.built(), folder.resolve("cache"), config, Set.of())) {
            assertThat(gateway.bundles())
                    .allSatisfy(bundle -> assertThat(bundle.getState())
                            .as("state of %s", bundle)
                            .isEqualTo(Bundle.ACTIVE));
            assertThat(gateway.bundles().stream().map(Bundle::getSymbolicName).collect(Collectors.toSet()))
                    .containsAll(OURS);
        }
    }
}
