// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.Locale;
import java.util.Map;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendFactory;

/** Makes the BlueZ backend outside OSGi. */
public final class BluezBackendFactory implements BackendFactory {
    @Override
    public String name() {
        return BluezBackend.NAME;
    }

    @Override
    public boolean isDefault() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    }

    @Override
    public Backend create(Map<String, String> settings) {
        return new BluezBackend(BluezSettings.of(settings, System.getenv()));
    }
}
