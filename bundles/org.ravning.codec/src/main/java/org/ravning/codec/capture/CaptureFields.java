// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.capture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.codec.AdvertisingDataParser;
import org.ravning.codec.ParsedAdvertisingData;

/**
 * The fields of a line of a capture, as docs/cli.md lists them. A line is a JSON object; here it is a map of texts,
 * numbers, truth values, lists and maps, whatever library reads and writes the JSON.
 *
 * <p>Every field may be missing or null; fields that are not known are ignored. What {@code ad} carries counts too, and
 * the other fields are put over it.
 */
public final class CaptureFields {
    /** The longest time that a capture may cover. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final String OFFSET = "offset";
    private static final String ADAPTER = "adapter";
    private static final String ADDRESS = "address";
    private static final String ADDRESS_TYPE = "addressType";
    private static final String RSSI = "rssi";
    private static final String CONNECTABLE = "connectable";
    private static final String PART = "part";
    private static final String NAME = "name";
    private static final String TX_POWER = "txPower";
    private static final String FLAGS = "flags";
    private static final String APPEARANCE = "appearance";
    private static final String SERVICE_UUIDS = "serviceUuids";
    private static final String MANUFACTURER_DATA = "manufacturerData";
    private static final String SERVICE_DATA = "serviceData";
    private static final String AD = "ad";

    private static final int NANO_DIGITS = 9;
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(LONGEST.getSeconds());

    private CaptureFields() {}

    /** Returns the fields of an advertisement, without those that it lacks, in the order in which they are written. */
    public static Map<String, Object> write(CapturedAdvertisement captured) {
        Map<String, Object> fields = new LinkedHashMap<>();
        AdvertisingData data = captured.data();
        if (captured.offset() != null) {
            fields.put(OFFSET, seconds(captured.offset()));
        }
        put(fields, ADAPTER, captured.adapter());
        writeDevice(fields, captured.device());
        if (captured.rssi() != Advertisement.RSSI_UNAVAILABLE) {
            fields.put(RSSI, captured.rssi());
        }
        put(fields, CONNECTABLE, captured.connectable());
        if (captured.part() != CapturedAdvertisement.Part.WHOLE) {
            fields.put(PART, word(captured.part()));
        }
        put(fields, NAME, data.localName());
        put(fields, TX_POWER, data.txPower());
        put(fields, FLAGS, data.flags());
        put(fields, APPEARANCE, data.appearance());
        if (!data.serviceUuids().isEmpty()) {
            fields.put(
                    SERVICE_UUIDS,
                    data.serviceUuids().stream().map(BleUuid::shortText).collect(Collectors.toList()));
        }
        putAll(fields, MANUFACTURER_DATA, data.manufacturerData(), id -> String.format(Locale.ROOT, "0x%04x", id));
        putAll(fields, SERVICE_DATA, data.serviceData(), BleUuid::shortText);
        put(fields, AD, data.raw() == null ? null : data.raw().hex());
        return fields;
    }

    private static void writeDevice(Map<String, Object> fields, @Nullable DeviceId device) {
        if (device != null) {
            fields.put(ADDRESS, device.text());
        }
        if (device instanceof DeviceAddress address && address.type() != AddressType.UNKNOWN) {
            fields.put(ADDRESS_TYPE, word(address.type()));
        }
    }

    private static BigDecimal seconds(Duration offset) {
        return BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(offset.toNanos()), 6);
    }

    private static void put(Map<String, Object> fields, String field, @Nullable Object value) {
        if (value != null) {
            fields.put(field, value);
        }
    }

    private static <K> void putAll(
            Map<String, Object> fields, String field, Map<K, Bytes> data, Function<K, String> key) {
        if (!data.isEmpty()) {
            Map<String, String> texts = new LinkedHashMap<>();
            data.forEach((id, bytes) -> texts.put(key.apply(id), bytes.hex()));
            fields.put(field, texts);
        }
    }

    /**
     * Reads the fields of a line.
     *
     * @throws BadLineException if one of them holds something else than it should; the message names it
     */
    public static CapturedAdvertisement read(Map<?, ?> line) throws BadLineException {
        FieldReader fields = new FieldReader(line);
        AdvertisingData.Builder data = AdvertisingData.builder();
        String defect = addAdvertisingData(fields, data);
        addValues(fields, data);
        AddressType type = fields.optional(ADDRESS_TYPE, text -> constant(AddressType.class, text));
        DeviceId device = fields.optional(ADDRESS, text -> device(text, type == null ? AddressType.UNKNOWN : type));
        Integer rssi = fields.optional(RSSI, CaptureFields::rssi);
        CapturedAdvertisement.Part part =
                fields.optional(PART, text -> constant(CapturedAdvertisement.Part.class, text));
        return new CapturedAdvertisement(
                fields.optional(OFFSET, CaptureFields::offset),
                fields.text(ADAPTER),
                device,
                rssi == null ? Advertisement.RSSI_UNAVAILABLE : rssi,
                fields.truth(CONNECTABLE),
                part == null ? CapturedAdvertisement.Part.WHOLE : part,
                data.build(),
                defect);
    }

    // Returns what is wrong with the structures.
    private static @Nullable String addAdvertisingData(FieldReader fields, AdvertisingData.Builder data)
            throws BadLineException {
        Bytes raw = fields.optional(AD, Bytes::ofHex);
        if (raw == null) {
            return null;
        }
        ParsedAdvertisingData parsed = AdvertisingDataParser.parse(raw);
        AdvertisingData told = parsed.data();
        data.raw(raw)
                .localName(told.localName())
                .txPower(told.txPower())
                .flags(told.flags())
                .appearance(told.appearance());
        told.serviceUuids().forEach(data::serviceUuid);
        told.manufacturerData().forEach(data::manufacturerData);
        told.serviceData().forEach(data::serviceData);
        return parsed.defect();
    }

    private static void addValues(FieldReader fields, AdvertisingData.Builder data) throws BadLineException {
        fields.ifThere(NAME, text -> text, data::localName);
        fields.ifThere(TX_POWER, text -> within(text, -127, 127, " dBm"), data::txPower);
        fields.ifThere(FLAGS, text -> within(text, 0, 0xFF, ""), data::flags);
        fields.ifThere(APPEARANCE, text -> within(text, 0, 0xFFFF, ""), data::appearance);
        for (UUID uuid : fields.list(SERVICE_UUIDS, BleUuid::parse)) {
            data.serviceUuid(uuid);
        }
        fields.map(MANUFACTURER_DATA, CaptureFields::company, Bytes::ofHex).forEach(data::manufacturerData);
        fields.map(SERVICE_DATA, BleUuid::parse, Bytes::ofHex).forEach(data::serviceData);
    }

    // The text of an identity that hides the address has 36 characters, see DeviceId.
    private static DeviceId device(String text, AddressType type) {
        return text.trim().length() == 36 ? DeviceId.parse(text) : DeviceAddress.of(text, type);
    }

    private static Duration offset(String text) {
        BigDecimal seconds = number(text);
        if (seconds.signum() < 0 || seconds.compareTo(MOST_SECONDS) > 0) {
            throw new IllegalArgumentException("0 to " + MOST_SECONDS + " seconds, not " + text);
        }
        // The scale of 1e-999999999 would cost much time to change.
        boolean isNothing = seconds.precision() - seconds.scale() < -NANO_DIGITS;
        return Duration.ofNanos(
                isNothing
                        ? 0
                        : seconds.setScale(NANO_DIGITS, RoundingMode.DOWN)
                                .unscaledValue()
                                .longValue());
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number of seconds", e);
        }
    }

    private static int company(String text) {
        if (!text.toLowerCase(Locale.ROOT).startsWith("0x")) {
            throw new IllegalArgumentException("a company is written 0x0499, not \"" + text + "\"");
        }
        int company = Integer.parseInt(text.substring(2), 16);
        if (company < 0 || company > 0xFFFF) {
            throw new IllegalArgumentException("a company has 16 bits, not " + text);
        }
        return company;
    }

    private static int rssi(String text) {
        return within(text, -127, Advertisement.RSSI_UNAVAILABLE, " dBm");
    }

    private static int within(String text, int least, int most, String unit) {
        int value = Integer.parseInt(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException(least + " to " + most + unit + ", not " + text);
        }
        return value;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("not one of the words that may stand here");
    }
}
