// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The settings that there are, as the bundles describe them.
 *
 * @param keys the keys of each part, by its PID
 */
record KnownSettings(Map<String, Set<String>> keys) {
    private static final String DESCRIPTIONS = "OSGI-INF/metatype/";

    /** Returns the settings of these bundles (OSGi Compendium, Metatype Service). */
    static KnownSettings of(Collection<Path> jars) throws IOException {
        Map<String, Set<String>> keys = new TreeMap<>();
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : zip.stream().toList()) {
                    if (entry.getName().startsWith(DESCRIPTIONS)
                            && entry.getName().endsWith(".xml")) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            read(in, keys);
                        }
                    }
                }
            } catch (XMLStreamException e) {
                throw new IOException(jar + " describes its settings in a way that cannot be read", e);
            }
        }
        return new KnownSettings(keys);
    }

    private static void read(InputStream in, Map<String, Set<String>> keys) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        Map<String, Set<String>> described = new TreeMap<>();
        String description = "";
        String pid = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "OCD" -> description = attribute(xml, "id");
                case "AD" ->
                    described
                            .computeIfAbsent(description, id -> new TreeSet<>())
                            .add(attribute(xml, "id"));
                case "Designate" ->
                    pid = attribute(xml, "factoryPid").isEmpty() ? attribute(xml, "pid") : attribute(xml, "factoryPid");
                case "Object" ->
                    keys.computeIfAbsent(pid, id -> new TreeSet<>())
                            .addAll(described.getOrDefault(attribute(xml, "ocdref"), Set.of()));
                default -> {}
            }
        }
        if (pid.isEmpty()) { // of a component with several PIDs, whose own one the description bears
            described.forEach((id, names) ->
                    keys.computeIfAbsent(id, own -> new TreeSet<>()).addAll(names));
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Returns the one of these words that is meant by another, if it is not far from it. */
    static Optional<String> nearest(String word, Collection<String> words) {
        return words.stream()
                .filter(known -> distance(word, known) <= Math.max(1, Math.min(word.length(), known.length()) / 3))
                .min(Comparator.comparingInt((String known) -> distance(word, known))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns how many letters are to be put in, taken out, changed or swapped with the next, whether large or small. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, steps);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] steps) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(steps[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
