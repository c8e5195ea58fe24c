// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.declarative.decode.Checksum;
import org.ravning.profile.declarative.decode.Decryption;
import org.ravning.profile.declarative.decode.NumberFormat;
import org.ravning.profile.declarative.decode.Spot;
import org.ravning.profile.declarative.decode.Step;
import org.ravning.profile.declarative.decode.TagLoop;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.Settings;

/** Reads how a payload is read: {@code checksum}, {@code header}, {@code decrypt}, {@code fields}, {@code tags}. */
final class BodyReader {
    static final String[] SETTINGS = {"checksum", "header", "decrypt", "fields", "tags"};

    private static final int LONGEST = 4096;

    private final Slots slots;
    private final boolean bigEndian;
    private final FieldReader fields;

    BodyReader(Slots slots, boolean bigEndian) {
        this.slots = slots;
        this.bigEndian = bigEndian;
        this.fields = new FieldReader(slots, bigEndian);
    }

    Slots slots() {
        return slots;
    }

    /** Returns the steps in the order in which they are taken, whatever the order in the file. */
    List<Step> read(Settings settings) {
        List<Step> steps = new ArrayList<>();
        settings.find("checksum").ifPresent(place -> steps.add(checksum(place)));
        settings.find("header").ifPresent(place -> fields.read(place, steps));
        settings.find("decrypt").ifPresent(place -> steps.add(decryption(place)));
        settings.find("fields").ifPresent(place -> fields.read(place, steps));
        settings.find("tags").ifPresent(place -> steps.add(tags(place)));
        return steps;
    }

    private Step checksum(Place place) {
        Settings settings = place.settings("method", "over", "at", "type");
        Checksum.Method method = settings.require("method").map(ChecksumMethods::of);
        String type = settings.text("type");
        return new Checksum(
                method,
                RecipeReader.read(settings, "over"),
                new Spot(settings.integer("at", 0, -LONGEST, LONGEST), false),
                format(settings, "type", type == null ? "u" + method.bits() : type));
    }

    private static Step decryption(Place place) {
        Settings settings = place.settings("method", "key", "nonce", "aad", "text", "tag", "front");
        Decryption.Method method = settings.require("method").map(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "aes-ccm" -> Decryption.Method.AES_CCM;
            case "aes-ctr" -> Decryption.Method.AES_CTR;
            case "aes-ctr-le" -> Decryption.Method.AES_CTR_LE;
            case "aes-ecb" -> Decryption.Method.AES_ECB;
            default -> throw new IllegalArgumentException("there are aes-ccm, aes-ctr, aes-ctr-le and aes-ecb");
        });
        settings.require("key");
        settings.require("text");
        int tag = settings.integer("tag", 4, 4, 16);
        if (tag % 2 != 0) {
            throw settings.require("tag").expected("4, 6, ... 16");
        }
        return new Decryption(
                method,
                RecipeReader.read(settings, "key"),
                RecipeReader.read(settings, "nonce"),
                RecipeReader.read(settings, "aad"),
                RecipeReader.read(settings, "text"),
                tag,
                RecipeReader.read(settings, "front"));
    }

    private Step tags(Place place) {
        Settings settings = place.settings("at", "end", "tag", "length", "length_counts", "objects", "unknown");
        NumberFormat length = settings.has("length") ? format(settings, "length", "u8") : null;
        Map<Long, TagLoop.TagObject> objects = new HashMap<>();
        settings.require("objects").entries().forEach((tag, object) -> {
            if (objects.put(tag(tag, object), object(object, length)) != null) {
                throw object.wrong("this tag is there twice");
            }
        });
        Place unknown = settings.find("unknown").orElse(null);
        return new TagLoop(
                settings.integer("at", 0, 0, LONGEST),
                settings.integer("end", 0, 0, LONGEST),
                format(settings, "tag", "u8"),
                length,
                settings.integer("length_counts", 0, -8, 8),
                objects,
                unknown == null
                        ? length == null ? TagLoop.Unknown.STOP : TagLoop.Unknown.SKIP
                        : unknown(unknown, length));
    }

    private static TagLoop.Unknown unknown(Place place, @Nullable NumberFormat length) {
        return switch (place.text()) {
            case "stop" -> TagLoop.Unknown.STOP;
            case "reject" -> TagLoop.Unknown.REJECT;
            case "skip" -> {
                if (length == null) {
                    throw place.wrong("an unknown tag can be skipped only where a length is told");
                }
                yield TagLoop.Unknown.SKIP;
            }
            default -> throw place.expected("skip, stop or reject");
        };
    }

    private TagLoop.TagObject object(Place place, @Nullable NumberFormat length) {
        Settings settings = place.settings("size", "fields");
        if (length == null) {
            settings.require("size");
        }
        List<Step> steps = new ArrayList<>();
        settings.find("fields").ifPresent(found -> fields.read(found, steps));
        return new TagLoop.TagObject(settings.integer("size", 0, 0, LONGEST), steps);
    }

    private static long tag(String text, Place place) {
        try {
            return Long.decode(text);
        } catch (NumberFormatException e) {
            throw place.wrong("a tag is a number such as 0x0c, not \"" + text + "\"");
        }
    }

    private NumberFormat format(Settings settings, String name, String otherwise) {
        NumberFormat format = settings.find(name)
                .map(place -> place.map(text -> NumberFormat.of(text, bigEndian)))
                .orElseGet(() -> NumberFormat.of(otherwise, bigEndian));
        if (format.kind() != NumberFormat.Kind.UNSIGNED || format.bits() % Byte.SIZE != 0) {
            throw settings.place().wrong(name + " must be u8, u16, u24 or u32");
        }
        return format;
    }
}
