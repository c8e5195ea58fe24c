// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.Advertisement;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;

/** Small formats of many makers, found by company, service data or name. */
@Component(service = AdvertisementProfile.class)
public final class AssortedProfile implements AdvertisementProfile {
    private static final ProfileInfo INFO = new ProfileInfo("assorted", "Sensors of many makers", 50);
    private static final String MOCREO = "MOCREO";
    private static final int OCTETS = 0x100;

    private static final Map<Integer, Format> COMPANIES = new HashMap<>();
    private static final Map<UUID, Format> SERVICES = new HashMap<>();

    static {
        addThermometers();
        addOthers();
        addBeaconsAndGauges();
        addCompaniesThatAreData();
    }

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return new Match(COMPANIES.keySet(), SERVICES.keySet(), Set.of(), Set.of(MOCREO));
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Decoded result = Decoded.NOT_MINE;
        String name = advertisement.localName();
        boolean mocreo = name != null && name.startsWith(MOCREO);
        for (Map.Entry<Integer, Bytes> entry : advertisement.manufacturerData().entrySet()) {
            Decoded decoded = mocreo
                    ? Thermometers.mocreo(entry.getKey(), entry.getValue())
                    : decode(COMPANIES.get(entry.getKey()), entry.getValue(), advertisement);
            result = better(result, decoded);
        }
        for (Map.Entry<UUID, Bytes> entry : advertisement.serviceData().entrySet()) {
            result = better(result, decode(SERVICES.get(entry.getKey()), entry.getValue(), advertisement));
        }
        return result;
    }

    private static Decoded decode(@Nullable Format format, Bytes data, Advertisement advertisement) {
        return format == null ? Decoded.NOT_MINE : format.decode(data, advertisement);
    }

    // What was decoded counts before what was recognised, and what came first before what came later.
    private static Decoded better(Decoded first, Decoded second) {
        boolean replace = first instanceof Decoded.NotMine
                || second instanceof Decoded.Readings && !(first instanceof Decoded.Readings);
        return replace ? second : first;
    }

    private static void addThermometers() {
        COMPANIES.put(0x0133, BlueMaestro::decode);
        COMPANIES.put(0xAA55, Thermometers::sensorPro);
        for (int company : new int[] {0x10, 0x11, 0x14, 0x15, 0x18, 0x1B, 0x30}) {
            COMPANIES.put(company, Thermometers::thermoBeacon);
        }
        COMPANIES.put(0x004C, Thermometers::jaaleeBeacon);
        SERVICES.put(BleUuid.of(0xF525), Thermometers::jaalee);
        SERVICES.put(BleUuid.of(0xFEAA), Kkm::decode);
        SERVICES.put(BleUuid.of(0xAA20), Thermometers::relsibWithBattery);
        SERVICES.put(BleUuid.of(0xAA21), Thermometers::relsib);
        SERVICES.put(BleUuid.of(0xAA22), Thermometers::relsib);
        SERVICES.put(BleUuid.of(0x1809), Thermometers::relsibPair);
        SERVICES.put(BleUuid.of(0x2A6E), Teltonika::temperature);
        SERVICES.put(BleUuid.of(0x2A6F), Teltonika::humidity);
        SERVICES.put(BleUuid.of(0x2A06), Teltonika::magnet);
        COMPANIES.put(0x0757, Teltonika::puck);
        COMPANIES.put(0x089A, Teltonika::eye);
    }

    private static void addOthers() {
        COMPANIES.put(0x2122, Environment::airMentorClimate);
        COMPANIES.put(0x2121, Environment::airMentorParticles);
        COMPANIES.put(0x06E8, Environment::almendo);
        COMPANIES.put(0x0194, Environment::blustream);
        COMPANIES.put(0x06D5, Sensirion::decode);
        SERVICES.put(BleUuid.of(0x181A), Environment::parasite);
        COMPANIES.put(0xACC0, Trackers::acconeer);
        COMPANIES.put(0x094F, Trackers::mikrotik);
        SERVICES.put(BleUuid.of(0x5242), Trackers::holyIot);
        SERVICES.put(BleUuid.of(0xFFE1), Trackers::minew);
        COMPANIES.put(0x0157, Body::miBand);
        SERVICES.put(BleUuid.of(0xFEE0), Body::amazfitScale);
        COMPANIES.put(0x0100, Body::senssunOrTyre);
        COMPANIES.put(0x05CD, Household::chefIq);
        COMPANIES.put(0xF214, Household::grundfos);
        COMPANIES.put(0x07B4, Household::hormann);
        COMPANIES.put(0x0828, Household::michelin);
        COMPANIES.put(0x0131, Household::orasOrSeeLevel);
        COMPANIES.put(0x01AE, Household::smartDry);
    }

    private static void addBeaconsAndGauges() {
        COMPANIES.put(0x000D, Beacons::beeWi);
        SERVICES.put(BleUuid.of(0xFFF0), Beacons::feasycom);
        SERVICES.put(BleUuid.of(0xFEAB), Beacons::mokoPro);
        SERVICES.put(BleUuid.of(0xFF01), Beacons::moko);
        SERVICES.put(BleUuid.of(0x0000), Beacons::nodOn);
        SERVICES.put(BleUuid.of(0xFE95), Environment::aprilBrother);
        COMPANIES.put(0x03B1, Gauges::otodata);
        COMPANIES.put(0x00C5, Gauges::hobo);
        COMPANIES.put(0x81EF, Gauges::skale);
        COMPANIES.put(0x006B, Gauges::polar);
    }

    // These makers have no company identifier and put a byte of their data into its place.
    private static void addCompaniesThatAreData() {
        for (int counter = 0; counter < OCTETS; counter++) {
            COMPANIES.putIfAbsent(counter << 8 | 0xC0, Body::xiaogui);
        }
        for (int low : new int[] {0x90, 0x92, 0x94, 0x96}) {
            COMPANIES.put(0x8200 | low, INode::energyMeter);
            for (int model : INode.CARE_SENSORS) {
                COMPANIES.put(model << 8 | low, (data, heard) -> INode.careSensor(model, data));
            }
        }
    }
}
