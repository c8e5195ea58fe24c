// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.declarative.decode.DeclarativeGattProfile;
import org.ravning.profile.declarative.decode.DeclarativeProfile;
import org.ravning.profile.declarative.decode.Format;
import org.ravning.profile.declarative.decode.GattLayout;
import org.ravning.profile.declarative.decode.Layout;
import org.ravning.profile.declarative.decode.Selection;
import org.ravning.profile.declarative.decode.Step;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.ProfileFileException;
import org.ravning.profile.declarative.yaml.Settings;
import org.ravning.profile.declarative.yaml.YamlText;

/** Reads a profile file, compiles it, and tries its vectors. */
public final class ProfileReader {
    private static final int VENDOR = 100;
    private static final int MOST_FORMATS = 64;
    private static final String[] KNOWN = Stream.of(
                    new String[] {
                        "profile",
                        "title",
                        "manufacturer",
                        "model",
                        "specificity",
                        "about",
                        "order",
                        "match",
                        "cut",
                        "formats",
                        "parts",
                        "gatt",
                        "vectors"
                    },
                    BodyReader.SETTINGS)
            .flatMap(Stream::of)
            .toArray(String[]::new);

    private ProfileReader() {}

    /**
     * Reads a profile.
     *
     * @param file the file's name, for messages
     * @throws ProfileFileException if there is a mistake in it, or a vector does not decode to what it says
     */
    public static Profile read(String text, String file) {
        Settings settings = YamlText.read(text, file).settings(KNOWN);
        Place gatt = settings.find("gatt").orElse(null);
        if (gatt != null) {
            return overLink(settings, gatt);
        }
        DeclarativeProfile profile = new DeclarativeProfile(info(settings), layout(settings));
        for (Place vector : settings.list("vectors")) {
            VectorReader.read(vector).check(profile);
        }
        return profile;
    }

    private static Profile overLink(Settings settings, Place gatt) {
        for (String broadcast : List.of("fields", "tags", "formats", "parts", "header", "decrypt", "checksum")) {
            settings.find(broadcast).ifPresent(place -> {
                throw place.wrong("a profile with \"gatt\" is for links; what is broadcast needs a file of its own");
            });
        }
        GattLayout layout = new GattReader(bigEndian(settings)).read(gatt, model(settings));
        List<Selection> selection = SelectionReader.read(settings.require("match"), null);
        DeclarativeGattProfile profile =
                new DeclarativeGattProfile(info(settings), match(settings, selection, List.of()), selection, layout);
        for (Place vector : settings.list("vectors")) {
            GattVector.read(vector).check(profile);
        }
        return profile;
    }

    private static ProfileInfo info(Settings settings) {
        int specificity = settings.integer("specificity", VENDOR, 0, 1000);
        return settings.require("profile").map(id -> {
            String title = settings.text("title");
            return new ProfileInfo(id, title == null ? id : title, specificity);
        });
    }

    private static Layout layout(Settings settings) {
        Bytes cut = settings.find("cut").map(place -> place.map(Bytes::ofHex)).orElse(null);
        List<Selection> selection = settings.find("match")
                .map(place -> SelectionReader.read(place, cut))
                .orElse(List.of());
        BodyReader body = new BodyReader(new Slots(), bigEndian(settings));
        List<Step> steps = body.read(settings);
        boolean every = settings.has("parts");
        if (every && settings.has("formats")) {
            throw settings.require("parts").wrong("parts and formats exclude each other");
        }
        List<Format> formats = formats(settings.list(every ? "parts" : "formats"), cut, body);
        if (formats.isEmpty() && steps.isEmpty()) {
            throw settings.place().wrong("nothing is read: \"fields\", \"tags\", \"formats\" or \"parts\" is missing");
        }
        return new Layout(
                selection,
                match(settings, selection, formats),
                model(settings),
                steps,
                formats,
                every,
                body.slots().size(),
                hasTags(settings));
    }

    private static boolean hasTags(Settings settings) {
        return settings.has("tags")
                || settings.list("formats").stream()
                        .anyMatch(format -> format.entries().containsKey("tags"));
    }

    private static DeviceModel model(Settings settings) {
        String model = settings.text("model");
        String title = settings.text("title");
        String name = model != null
                ? model
                : title != null ? title : settings.require("profile").text();
        return DeviceModel.of(settings.text("manufacturer"), name);
    }

    private static boolean bigEndian(Settings settings) {
        Place order = settings.find("order").orElse(null);
        if (order == null || order.text().equals("little")) {
            return false;
        } else if (order.text().equals("big")) {
            return true;
        }
        throw order.expected("little or big");
    }

    private static List<Format> formats(List<Place> places, @Nullable Bytes cut, BodyReader body) {
        List<Format> formats = new ArrayList<>();
        for (Place place : places) {
            if (formats.size() == MOST_FORMATS) {
                throw place.wrong("more than " + MOST_FORMATS + " formats");
            }
            Settings settings = place.settings(Stream.of(new String[] {"match", "when", "model"}, BodyReader.SETTINGS)
                    .flatMap(Stream::of)
                    .toArray(String[]::new));
            formats.add(new Format(
                    settings.find("match")
                            .map(match -> SelectionReader.read(match, cut))
                            .orElse(List.of()),
                    FieldReader.expression(settings, "when", body.slots()),
                    settings.text("model"),
                    body.read(settings)));
        }
        return formats;
    }

    private static Match match(Settings settings, List<Selection> selection, List<Format> formats) {
        Set<Integer> companies = new HashSet<>();
        Set<UUID> serviceData = new HashSet<>();
        Set<UUID> services = new HashSet<>();
        Set<String> names = new HashSet<>();
        List<Selection> entries = selection.isEmpty() ? selections(settings, formats) : selection;
        for (Selection entry : entries) {
            Match match = entry.match();
            if (match == null) {
                throw settings.place()
                        .wrong("each entry of \"match\" needs a company, service_data, service or a name that begins"
                                + " with two known characters");
            }
            companies.addAll(match.companies());
            serviceData.addAll(match.serviceData());
            services.addAll(match.services());
            names.addAll(match.namePrefixes());
        }
        return new Match(companies, serviceData, services, names);
    }

    private static List<Selection> selections(Settings settings, List<Format> formats) {
        List<Selection> all = new ArrayList<>();
        for (Format format : formats) {
            if (format.selection().isEmpty()) {
                throw settings.place().wrong("\"match\" is missing, here or in each format");
            }
            all.addAll(format.selection());
        }
        if (all.isEmpty()) {
            throw settings.place().wrong("\"match\" is missing");
        }
        return all;
    }
}
