// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;

/**
 * The models. Old ones are known by a letter at the beginning of the service data, of which bit 5 is clear while they wait
 * to be added to the maker's application; new ones by three bytes at its end, after a 0 or 1.
 */
enum Model {
    BOT('H', "Bot", 0, null, 3, Actuators::bot),
    METER('T', "Meter", 11, Sensors::meter, 6, Sensors::meterByService),
    METER_PLUS('i', "Meter TH plus", 11, Sensors::meter, 6, Sensors::meterByService),
    METER_PRO('4', "Meter Pro", 11, Sensors::meter, 6, Sensors::meterByService),
    METER_PRO_CO2('5', "Meter Pro CO2", 11, Sensors::meterWithCo2, 6, Sensors::meterByService),
    OUTDOOR_METER('w', "Indoor/Outdoor Meter", 11, Sensors::meter, 6, Sensors::meterByService),
    WEATHER_STATION(0x1053B0, "Weather Station", 11, Sensors::weatherStation, 6, Sensors::meterByService),
    CLIMATE_PANEL(0x10F3D8, "Climate Panel", 16, Sensors::climatePanel),
    ART_FRAME(0x113E10, "Art Frame", 10, Sensors::artFrame),
    HUB_MINI_MATTER('%', "HubMini Matter", 16, Sensors::hubMini),
    HUB_2('v', "Hub 2", 16, Sensors::hub2),
    HUB_3(0x10B940, "Hub3", 17, Sensors::hub3),
    CONTACT('d', "Contact Sensor", 13, Sensors::contact, 9, Sensors::contactByService),
    MOTION('s', "Motion Sensor", 8, Sensors::motion, 6, Sensors::motionByService),
    PRESENCE(0x10CCC8, "Presence Sensor", 12, Sensors::presence),
    LEAK('&', "Leak Detector", 9, Sensors::leak),
    REMOTE('b', "Remote", 0, Sensors::remote),
    UNIVERSAL_REMOTE('\'', "Universal Remote", 8, Sensors::universalRemote),
    CURTAIN('c', "Curtain", 11, Actuators::curtain, 6, Actuators::curtainByService),
    CURTAIN_3('{', "Curtain 3", 11, Actuators::curtain, 6, Actuators::curtainByService),
    BLIND_TILT('x', "Blind Tilt", 10, Actuators::blindTilt),
    ROLLER_SHADE(',', "Roller Shade", 10, Actuators::rollerShade),
    LOCK('o', "Lock", 9, Locks::lock),
    LOCK_LITE('-', "Lock Lite", 9, Locks::lite),
    LOCK_PRO('$', "Lock Pro", 12, Locks::pro),
    LOCK_PRO_WIFI(0x10FF90, "Lock Pro Wifi", 12, Locks::pro),
    LOCK_ULTRA(0x10A5B8, "Lock Ultra", 12, Locks::ultra),
    LOCK_ULTRA_MAX(0x119FB8, "Lock Ultra Max", 12, Locks::ultra),
    LOCK_VISION(0x116908, "Lock Vision", 9, Locks::lite),
    LOCK_VISION_PRO(0x116909, "Lock Vision Pro", 12, Locks::ultra),
    KEYPAD('y', "Keypad", 7, Locks::keypad),
    KEYPAD_VISION(0x110378, "Keypad Vision", 14, Locks::keypadVision),
    KEYPAD_VISION_PRO(0x115198, "Keypad Vision Pro", 14, Locks::keypadVision),
    PLUG_MINI('g', "Plug Mini", 12, Actuators::plugMini),
    PLUG_MINI_JP('j', "Plug Mini (JP)", 12, Actuators::plugMini),
    PLUG_MINI_EU('?', "Plug Mini (EU)", 8, Actuators::plugWithPower),
    RELAY_1(';', "Relay Switch 1", 8, Actuators::relay),
    RELAY_1PM('<', "Relay Switch 1PM", 8, Actuators::relayWithPower),
    RELAY_2PM('=', "Relay Switch 2PM", 8, Actuators::twoRelays),
    GARAGE_DOOR('>', "Garage Door Opener", 8, Actuators::garageDoor),
    COLOR_BULB('u', "Color Bulb", 11, Appliances::bulb),
    LIGHT_STRIP('r', "Light Strip", 8, Appliances::light),
    CEILING_LIGHT('q', "Ceiling Light", 11, Appliances::ceilingLight),
    CEILING_LIGHT_PRO('n', "Ceiling Light Pro", 11, Appliances::ceilingLight),
    FLOOR_LAMP(0x10D0B0, "Floor Lamp", 8, Appliances::light),
    STRIP_LIGHT_3(0x10D0B1, "Strip Light 3", 8, Appliances::light),
    RGBICWW_STRIP(0x10D0B3, "RGBICWW Strip Light", 8, Appliances::light),
    RGBICWW_FLOOR(0x10D0B4, "RGBICWW Floor Lamp", 8, Appliances::light),
    PERMANENT_OUTDOOR(0x10D0B7, "Permanent Outdoor Light", 8, Appliances::light),
    RGBICWW_BARS(0x11BEF8, "RGBICWW Light Bars", 8, Appliances::light),
    RGBIC_WIRE_ROPE(0x10D0B5, "RGBIC Neon Wire Rope Light", 8, Appliances::light),
    RGBIC_ROPE(0x10D0B6, "RGBIC Neon Rope Light", 8, Appliances::light),
    RGBICWW_CEILING(0x11BB10, "RGBICWW Ceiling Light", 8, Appliances::light),
    CANDLE_WARMER(0x1122B8, "Candle Warmer Lamp", 8, Appliances::light),
    CIRCULATOR_FAN('~', "Circulator Fan", 10, Appliances::fan),
    CIRCULATOR_FAN_PRO(0x11B340, "Circulator Fan Pro", 10, Appliances::fanWithBatteryFirst),
    STANDING_FAN(0x110760, "Standing Fan", 10, Appliances::standingFan),
    AIR_PURIFIER_US('*', "Air Purifier US", 10, Appliances::airPurifier),
    AIR_PURIFIER_JP('+', "Air Purifier JP", 10, Appliances::airPurifier),
    AIR_PURIFIER_TABLE_US('7', "Air Purifier Table US", 10, Appliances::airPurifier),
    AIR_PURIFIER_TABLE_JP('8', "Air Purifier Table JP", 10, Appliances::airPurifier),
    HUMIDIFIER('e', "Humidifier", 0, null, 5, Appliances::humidifier),
    EVAPORATIVE_HUMIDIFIER('#', "Evaporative Humidifier", 17, Appliances::evaporativeHumidifier),
    THERMOSTAT_RADIATOR(0x113640, "Smart Thermostat Radiator", 13, Appliances::thermostat),
    S10_VACUUM('z', "S10 Vacuum", 13, Appliances::vacuum),
    K10_COMBO_VACUUM('3', "K10+ Pro Combo Vacuum", 13, Appliances::vacuum),
    K20_VACUUM('.', "K20 Vacuum", 13, Appliances::vacuum),
    S20_VACUUM(0x10E050, "S20 Vacuum", 13, Appliances::vacuum),
    K11_VACUUM(0x10FBA8, "K11+ Vacuum", 13, Appliances::vacuum),
    K10_VACUUM('}', "K10+ Vacuum", 9, Appliances::smallVacuum),
    K10_PRO_VACUUM('(', "K10+ Pro Vacuum", 9, Appliances::smallVacuum);

    private static final int LETTERS = 0x80;
    private static final int ADDED = 0x20;
    private static final int LONG_ID = 3;
    private static final int SHORTEST_WITH_LONG_ID = 6;
    private static final int K20_WHILE_WAITING = 0x0F;
    private static final Map<Integer, Model> BY_ID = new HashMap<>();
    private static final Map<String, Model> BY_TITLE = new HashMap<>();

    static {
        for (Model model : values()) {
            BY_ID.put(model.id < LETTERS ? model.id | ADDED : model.id, model);
            BY_TITLE.put(model.title.toLowerCase(Locale.ROOT), model);
        }
        BY_ID.put(K20_WHILE_WAITING | ADDED, K20_VACUUM);
    }

    private final int id;
    private final String title;
    private final int makerLength;
    private final @Nullable Layout makerLayout;
    private final int serviceLength;
    private final @Nullable Layout serviceLayout;

    Model(int id, String title, int makerLength, Layout makerLayout) {
        this(id, title, makerLength, makerLayout, 0, null);
    }

    Model(
            int id,
            String title,
            int makerLength,
            @Nullable Layout makerLayout,
            int serviceLength,
            @Nullable Layout serviceLayout) {
        this.id = id;
        this.title = title;
        this.makerLength = makerLength;
        this.makerLayout = makerLayout;
        this.serviceLength = serviceLength;
        this.serviceLayout = serviceLayout;
    }

    /** Returns the model that the service data names, or null if it names none that is known. */
    static @Nullable Model of(Bytes service) {
        if (service.length() >= SHORTEST_WITH_LONG_ID) {
            int end = service.length();
            for (int at = end - LONG_ID; at >= end - LONG_ID - 1; at--) {
                Model model = BY_ID.get((int) service.unsignedBigEndian(at, LONG_ID));
                if (model != null && model.id >= LETTERS && service.u8(at - 1) <= 1) {
                    return model;
                }
            }
        }
        return service.isEmpty() ? null : BY_ID.get(service.u8(0) & (LETTERS - 1) | ADDED);
    }

    /** Returns the model of that title, in whatever case, or null if there is none. */
    static @Nullable Model titled(String title) {
        return BY_TITLE.get(title.toLowerCase(Locale.ROOT));
    }

    /** Returns its letter, or its three bytes as a number. */
    int id() {
        return id;
    }

    String title() {
        return title;
    }

    /** Returns how to read a frame with these parts, or null if both are too short. */
    @Nullable
    Layout layoutFor(Bytes maker, Bytes service) {
        if (makerLayout != null && maker.length() >= makerLength) {
            return makerLayout;
        }
        return serviceLayout != null && service.length() >= serviceLength ? serviceLayout : null;
    }
}
