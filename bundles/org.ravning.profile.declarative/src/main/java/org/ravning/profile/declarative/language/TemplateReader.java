// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.TextFormat;
import org.ravning.profile.declarative.decode.Expression;
import org.ravning.profile.declarative.decode.NumberFormat;
import org.ravning.profile.declarative.decode.Template;

/** Reads bytes with places for a value: {@code "7e0401{u8}ffffff00ef"}, {@code "01{u16be: x * 10}"}, {@code "{text}"}, {@code "{colour}"}. */
final class TemplateReader {
    /** The type of a colour, written {@code #ff8000}. */
    static final PropertyType COLOUR = new PropertyType.TextType(7, TextFormat.COLOUR);

    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9]+)(?::([^}]*))?}");

    private TemplateReader() {}

    /**
     * Reads a pattern.
     *
     * @param bigEndian the byte order of types that name none
     * @throws IllegalArgumentException if it is none
     */
    static Template read(String text, boolean bigEndian) {
        List<Template.Part> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int end = 0;
        while (place.find()) {
            addLiteral(text.substring(end, place.start()), parts);
            parts.add(part(place.group(1), place.group(2), bigEndian));
            end = place.end();
        }
        addLiteral(text.substring(end), parts);
        return new Template.Pattern(parts);
    }

    private static Template.Part part(String type, @Nullable String calculation, boolean bigEndian) {
        if (type.equals("text")) {
            return new Template.Text();
        }
        if (type.equals("colour")) {
            return new Template.Colour();
        }
        NumberFormat format = NumberFormat.of(type, bigEndian);
        if (!format.isWhole()) {
            throw new IllegalArgumentException("only whole numbers, {text} and {colour} can be written, not " + type);
        }
        Expression expression = calculation == null ? null : ExpressionParser.parse(calculation, new Slots());
        return new Template.Figure(format, expression);
    }

    private static void addLiteral(String hex, List<Template.Part> parts) {
        if (!hex.isEmpty()) {
            parts.add(new Template.Literal(Bytes.ofHex(hex)));
        }
    }
}
