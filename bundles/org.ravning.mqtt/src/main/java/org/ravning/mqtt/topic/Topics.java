// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.topic;

/**
 * The topics under one base.
 *
 * @param base the first level or levels, such as {@code ravning}
 * @param gateway the id of this gateway; empty if it is the only one on that base
 */
public record Topics(String base, String gateway) {
    private static final int LONGEST_LEVEL = 64;

    /** Refuses a base that cannot stand at the beginning of a topic. */
    public Topics {
        boolean wild = base.contains("#") || base.contains("+") || base.chars().anyMatch(Character::isISOControl);
        if (base.isBlank() || wild || base.startsWith("/") || base.endsWith("/") || base.startsWith("$")) {
            throw new IllegalArgumentException("baseTopic \"" + base + "\" cannot begin a topic");
        }
    }

    /** Creates the topics of the only gateway on that base. */
    public Topics(String base) {
        this(base, "");
    }

    /** Returns the topic of that name on which this gateway tells of itself, such as {@code state}. */
    public String own(String name) {
        return bridge(gateway.isEmpty() ? name : "gateways/" + gateway + "/" + name);
    }

    /** Returns the bridge's topic of that name, such as {@code state}. */
    public String bridge(String name) {
        return base + "/bridge/" + name;
    }

    /** Returns the topic of a thing's state. */
    public String state(String thing) {
        return base + "/" + thing;
    }

    /** Returns the topic of a thing's availability. */
    public String availability(String thing) {
        return base + "/" + thing + "/availability";
    }

    /** Returns the topic of a thing's events. */
    public String event(String thing) {
        return base + "/" + thing + "/event";
    }

    /** Returns the topic that sets properties of a thing. */
    public String set(String thing) {
        return base + "/" + thing + "/set";
    }

    /** Returns the topic that asks for properties of a thing. */
    public String get(String thing) {
        return base + "/" + thing + "/get";
    }

    /** Returns the topic of responses to commands. */
    public String response(String thing) {
        return base + "/" + thing + "/response";
    }

    /** Returns the topic of a device's advertisements. */
    public String advertisement(String device) {
        return base + "/advertisement/" + device;
    }

    /** Says whether a stranger's text may be used as one level of a topic as it is. */
    public static boolean isCleanLevel(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_LEVEL
                && text.chars().allMatch(c -> isIdCharacter(c) || c == ':' || c == '.');
    }

    /** Returns the text with every character that an object id cannot have replaced by {@code _}. */
    public static String id(String text) {
        StringBuilder id = new StringBuilder();
        text.codePoints().forEach(c -> id.append(isIdCharacter(c) ? (char) c : '_'));
        return id.toString();
    }

    private static boolean isIdCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}
