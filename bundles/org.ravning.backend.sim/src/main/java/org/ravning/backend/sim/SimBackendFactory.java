// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import java.util.Map;
import org.ravning.backend.sim.file.AirFile;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendFactory;

/** Makes the simulation outside OSGi; the setting {@code sim.file} names the file, else the default air is used. */
public final class SimBackendFactory implements BackendFactory {
    /** The setting that names the file. */
    public static final String FILE = SimBackend.NAME + ".file";

    @Override
    public String name() {
        return SimBackend.NAME;
    }

    @Override
    public boolean isDefault() {
        return false;
    }

    @Override
    public Backend create(Map<String, String> settings) {
        return new SimBackend(AirFile.open(settings.getOrDefault(FILE, AirFile.DEFAULT)));
    }
}
