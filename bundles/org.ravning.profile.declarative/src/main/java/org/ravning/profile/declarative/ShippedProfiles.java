// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ProfileProvider;
import org.ravning.profile.declarative.language.ProfileReader;

/** The profiles in the bundle: the files that {@code shipped/index.txt} names. */
public final class ShippedProfiles implements ProfileProvider {
    @Override
    public List<Profile> profiles() {
        List<Profile> profiles = new ArrayList<>();
        for (String name : read("index.txt").split("\\s+")) {
            profiles.add(ProfileReader.read(read(name), name));
        }
        return profiles;
    }

    private static String read(String name) {
        try (InputStream bytes = ShippedProfiles.class.getResourceAsStream("shipped/" + name)) {
            if (bytes == null) {
                throw new IllegalStateException("the bundle has no shipped/" + name);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            StringBuilder text = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line).append('\n');
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
