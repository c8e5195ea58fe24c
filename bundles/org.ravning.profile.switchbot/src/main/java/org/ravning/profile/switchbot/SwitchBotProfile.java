// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

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
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;

/**
 * Devices of SwitchBot (github.com/OpenWonderLabs/SwitchBotAPI-BLE, and pySwitchbot for what is newer). Their service data
 * says which model it is; most of what they measure is in the manufacturer data, after six bytes of address.
 */
@Component(service = AdvertisementProfile.class)
public final class SwitchBotProfile implements AdvertisementProfile {
    private static final ProfileInfo INFO = new ProfileInfo("switchbot", "SwitchBot", 100);
    private static final UUID SERVICE = BleUuid.of(0xFD3D);
    private static final UUID OLD_SERVICE = BleUuid.of(0x0D00);
    private static final int WOAN_TECHNOLOGY = 0x0969;
    // The chip's maker, of which old devices without own manufacturer data tell their address.
    private static final int NORDIC = 0x0059;
    private static final int ESPRESSIF = 0x02E5;

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return new Match(Set.of(WOAN_TECHNOLOGY, NORDIC), Set.of(SERVICE, OLD_SERVICE), Set.of(), Set.of());
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Map<UUID, Bytes> services = advertisement.serviceData();
        Bytes service = services.containsKey(SERVICE) ? services.get(SERVICE) : services.get(OLD_SERVICE);
        Bytes maker = advertisement.manufacturerData().get(WOAN_TECHNOLOGY);
        Model hinted = context.modelHint() == null ? null : Model.titled(context.modelHint());
        if (service == null && maker == null && hinted == null) {
            return Decoded.NOT_MINE;
        }
        Model model = service == null ? null : Model.of(service);
        if (model == null) {
            model = service != null && isEspressif(advertisement) ? Model.HUMIDIFIER : hinted;
        }
        if (model == null) {
            return Decoded.Malformed.invalid(
                    service == null
                            ? "only service data names the model, and the user has not said it"
                            : "no known model: service data " + service);
        }
        return decode(model, maker == null ? Bytes.EMPTY : maker, service == null ? Bytes.EMPTY : service);
    }

    // Some humidifiers do not name themselves; they alone have a chip of this maker.
    private static boolean isEspressif(Advertisement advertisement) {
        Bytes address = advertisement.manufacturerData().get(ESPRESSIF);
        return address != null && address.length() == 6;
    }

    private static Decoded decode(Model model, Bytes maker, Bytes service) {
        @Nullable Layout layout = model.layoutFor(maker, service);
        if (layout == null) {
            return Decoded.Malformed.invalid("too few bytes for a " + model.title() + ": manufacturer data "
                    + maker.length() + ", service data " + service.length());
        }
        Frame frame = new Frame(maker, service);
        layout.read(frame);
        return frame.readings().build(DeviceModel.of("SwitchBot", model.title()));
    }
}
