// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The files in config/ say what the bundles' metatypes say: each setting, commented out, with its default. */
class SettingsIT {
    private static final Pattern SETTING = Pattern.compile("(?m)^#(\\w+) =[ \\t]*(.*)$");

    @Test
    void everySetting_isInTheFileOfItsPid_withItsDefault() throws Exception {
        Distribution distribution = Distribution.built();
        Map<String, Map<String, String>> declared = new TreeMap<>();
        for (Path jar : distribution.bundles()) {
            if (jar.getFileName().toString().startsWith("org.ravning.")) {
                declared.putAll(declaredIn(jar));
            }
        }

        assertThat(declared).containsKeys("org.ravning.broker", "org.ravning.mqtt", "org.ravning.things");
        for (Map.Entry<String, Map<String, String>> pid : declared.entrySet()) {
            Path file = distribution.home().resolve("config/" + pid.getKey() + ".cfg");
            assertThat(file).exists();
            Map<String, String> shown = shownIn(Files.readString(file));
            assertThat(shown.keySet())
                    .as("settings in %s", file.getFileName())
                    .isEqualTo(pid.getValue().keySet());
            pid.getValue().forEach((name, value) -> {
                if (!value.isEmpty()) {
                    assertThat(shown.get(name))
                            .as("%s in %s", name, file.getFileName())
                            .isEqualTo(value);
                }
            });
        }
    }

    private static Map<String, String> shownIn(String text) {
        Map<String, String> settings = new TreeMap<>();
        Matcher matcher = SETTING.matcher(text);
        while (matcher.find()) {
            settings.put(matcher.group(1), matcher.group(2).trim());
        }
        return settings;
    }

    /** The defaults by setting, for each PID. */
    private static Map<String, Map<String, String>> declaredIn(Path jar) throws Exception {
        Map<String, Map<String, String>> all = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().matches("OSGI-INF/metatype/.*\\.xml")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        Document document = DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(in);
                        Map<String, String> defaults = new TreeMap<>();
                        elements(document, "AD")
                                .forEach(ad -> defaults.put(ad.getAttribute("id"), ad.getAttribute("default")));
                        elements(document, "Designate").forEach(d -> all.put(d.getAttribute("pid"), defaults));
                    }
                }
            }
        }
        return all;
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
