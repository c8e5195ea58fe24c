// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.fake;

import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Descriptor;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;

/** The services of a {@link FakeLink} unless the test sets others. */
public final class FakeGatt {
    private static final UUID SERVICE = BleUuid.of(0xFFE0);
    private static final Descriptor CCCD = new Descriptor(Descriptor.CLIENT_CHARACTERISTIC_CONFIGURATION, 9);

    /** Can be read and written with response. */
    public static final Characteristic READ_WRITE =
            characteristic(0xFFE1, 2, List.of(), CharacteristicProperty.READ, CharacteristicProperty.WRITE);

    /** Can be written without response only. */
    public static final Characteristic COMMAND =
            characteristic(0xFFE2, 5, List.of(), CharacteristicProperty.WRITE_WITHOUT_RESPONSE);

    /** Sends notifications and indications, and can be read. */
    public static final Characteristic NOTIFY = characteristic(
            0xFFE3,
            7,
            List.of(CCCD, new Descriptor(BleUuid.of(0x2901), 10)),
            CharacteristicProperty.READ,
            CharacteristicProperty.NOTIFY,
            CharacteristicProperty.INDICATE);

    /** All of these. */
    public static final GattDatabase DATABASE =
            new GattDatabase(List.of(new GattService(SERVICE, 1, true, List.of(READ_WRITE, COMMAND, NOTIFY))));

    private FakeGatt() {}

    private static Characteristic characteristic(
            long uuid, int handle, List<Descriptor> descriptors, CharacteristicProperty... properties) {
        EnumSet<CharacteristicProperty> all = EnumSet.noneOf(CharacteristicProperty.class);
        all.addAll(List.of(properties));
        return new Characteristic(BleUuid.of(uuid), handle, all, descriptors, SERVICE, 1);
    }
}
