// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "ravning " + number() + " (Java " + Runtime.version().feature() + ")"
        };
    }

    /** Returns the version of this program, or {@code development} when it does not run from its JAR. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
