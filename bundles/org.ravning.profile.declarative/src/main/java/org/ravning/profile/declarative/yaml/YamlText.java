// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.yaml;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the text of a profile file. Its size, depth and aliases are bounded: aliases are refused. */
public final class YamlText {
    /** The most characters that a file may have. */
    public static final int MAX_LENGTH = 256 * 1024;

    private static final int MAX_DEPTH = 20;

    private YamlText() {}

    /**
     * Reads one document.
     *
     * @param file its name, for messages
     * @throws ProfileFileException if it is no YAML, empty or too large
     */
    public static Place read(String text, String file) {
        if (text.length() > MAX_LENGTH) {
            throw new ProfileFileException(file + ": larger than " + MAX_LENGTH + " characters");
        }
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            checkShape(new Parse(settings).parseString(text), file);
            Place root = new Compose(settings)
                    .composeString(text)
                    .map(node -> new Place(file, "", node))
                    .orElseThrow(() -> new ProfileFileException(file + ":1: the file is empty"));
            return root;
        } catch (MarkedYamlEngineException e) {
            throw new ProfileFileException(file + ":" + Place.line(e.getProblemMark()) + ": not YAML: "
                    + Place.printable(e.getProblem(), 200));
        } catch (YamlEngineException e) {
            throw new ProfileFileException(
                    file + ":1: not YAML: " + Place.printable(String.valueOf(e.getMessage()), 200));
        }
    }

    // Before nodes are made of it, which is recursive.
    private static void checkShape(Iterable<Event> events, String file) {
        int depth = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                throw new ProfileFileException(
                        file + ":" + Place.line(event.getStartMark()) + ": nested more than " + MAX_DEPTH + " deep");
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof AliasEvent) {
                throw new ProfileFileException(
                        file + ":" + Place.line(event.getStartMark()) + ": aliases (*name) are not supported");
            }
        }
    }
}
