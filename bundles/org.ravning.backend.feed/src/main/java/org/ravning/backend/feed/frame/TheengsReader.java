// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.frame;

import java.util.List;
import java.util.Optional;
import org.ravning.api.AddressType;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.spi.AdvertisementReport;

/**
 * Theengs Gateway and OpenMQTTGateway: {@code {"id":"AA:BB:CC:DD:EE:FF","mac_type":1,"rssi":-70,"name":"...",
 * "manufacturerdata":"9904...","servicedata":"40...","servicedatauuid":"fcd2"}} below {@code <gateway>/BTtoMQTT}. They
 * tell the bytes when they could not decode them, and with the setting {@code pubadvdata} always. Company data begin with
 * the company identifier, least significant byte first.
 */
final class TheengsReader implements FrameReader {
    private static final String BRANCH = "BTtoMQTT";
    private static final String COMPANY_DATA = "manufacturerdata";
    private static final String SERVICE_DATA = "servicedata";
    private static final int COMPANY_ID = 2;

    @Override
    public Optional<Frame> read(String topic, Bytes payload) throws BadFrameException {
        String gateway = gateway(List.of(topic.split("/", -1)));
        Payload json = Payload.parse(payload);
        if (!json.has(COMPANY_DATA) && !json.has(SERVICE_DATA)) {
            return Optional.empty();
        }
        AdvertisingData.Builder data =
                AdvertisingData.builder().localName(json.localName("name")).txPower(json.power("txpower"));
        if (json.has(COMPANY_DATA)) {
            Bytes all = json.bytes(COMPANY_DATA);
            if (all.length() < COMPANY_ID) {
                throw new BadFrameException(COMPANY_DATA + " is too short");
            }
            data.manufacturerData(all.u16le(0), all.slice(COMPANY_ID, all.length()));
        }
        if (json.has(SERVICE_DATA)) {
            data.serviceData(Payload.uuid(json.needText("servicedatauuid")), json.bytes(SERVICE_DATA));
        }
        return Optional.of(new Frame(
                gateway,
                new AdvertisementReport(
                        Payload.address(json.needText("id"), type(json)),
                        json.rssi(),
                        false,
                        AdvertisementReport.Part.WHOLE,
                        data.build()),
                null));
    }

    private static AddressType type(Payload json) throws BadFrameException {
        Long type = json.number("mac_type", 0, 255);
        if (type == null || type > 1) {
            return AddressType.UNKNOWN;
        }
        return type == 0 ? AddressType.PUBLIC : AddressType.RANDOM;
    }

    private static String gateway(List<String> levels) throws BadFrameException {
        int branch = levels.indexOf(BRANCH);
        return Frame.name(branch > 0 ? levels.get(branch - 1) : levels.get(Math.max(0, levels.size() - 2)));
    }
}
