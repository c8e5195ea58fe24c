// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.record;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a properties file as {@link Properties} understands it, which may be several where each but the last ends in a
 * backslash.
 *
 * @param text as it stands in the file, with what ends it
 * @param key what it is about; empty for a remark, an empty line, and one that cannot be read
 * @param value what it says
 */
record PropertyLine(String text, String key, String value) {
    private static final Pattern NATURAL = Pattern.compile("[^\r\n]*(?:\r\n|\r|\n|$)");
    private static final Pattern REMARK = Pattern.compile("[ \t\f]*[#!].*", Pattern.DOTALL);
    private static final Pattern CONTINUED = Pattern.compile("(?:.*[^\\\\])?(?:\\\\\\\\)*\\\\[\r\n]+", Pattern.DOTALL);

    /** Returns the lines of a text; their texts in a row are the whole. */
    static List<PropertyLine> all(String text) {
        List<PropertyLine> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        Matcher natural = NATURAL.matcher(text);
        while (natural.find() && !natural.group().isEmpty()) {
            boolean remark =
                    line.length() == 0 && REMARK.matcher(natural.group()).matches();
            line.append(natural.group());
            if (remark || !CONTINUED.matcher(natural.group()).matches()) {
                lines.add(parse(line.toString()));
                line.setLength(0);
            }
        }
        if (line.length() > 0) {
            lines.add(parse(line.toString()));
        }
        return lines;
    }

    private static PropertyLine parse(String text) {
        Properties said = new Properties();
        try {
            said.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return new PropertyLine(text, "", "");
        }
        for (Map.Entry<Object, Object> entry : said.entrySet()) {
            return new PropertyLine(text, (String) entry.getKey(), ((String) entry.getValue()).trim());
        }
        return new PropertyLine(text, "", "");
    }

    /** Returns the line that says this; {@link Properties} reads from it what was given, whatever its characters. */
    static PropertyLine of(String key, String value) {
        return new PropertyLine(escape(key, "=:#! ") + " = " + escape(value, "") + "\n", key, value);
    }

    private static String escape(String text, String marks) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '\\' || marks.indexOf(c) >= 0) {
                escaped.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Returns this line with an end, which the last of a file may lack. */
    PropertyLine ended() {
        boolean ends = text.endsWith("\n") || text.endsWith("\r");
        return ends ? this : new PropertyLine(text + "\n", key, value);
    }
}
