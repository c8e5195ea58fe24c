// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.peripheral;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;

/**
 * The peripheral that the suites meet: a thermometer that advertises BTHome and has one characteristic of each kind. The
 * UUIDs of its vendor service begin with 7261766e and count up.
 */
public final class Specimen {
    /** Its name, in the scan response. */
    public static final String NAME = "Specimen";
    /** The service data UUID of BTHome. */
    public static final UUID BTHOME = BleUuid.of(0xFCD2);
    /** BTHome 2 without encryption: temperature 25.06 degrees Celsius, humidity 50.55 percent. */
    public static final Bytes BTHOME_READING = Bytes.ofHex("4002ca0903bf13");

    /** Battery Service; bluetoothd keeps it for itself on the central's side. */
    public static final UUID BATTERY_SERVICE = BleUuid.of(0x180F);
    /** Battery Level: read, notify; 87 percent. */
    public static final UUID BATTERY_LEVEL = BleUuid.of(0x2A19);
    /** Environmental Sensing Service. */
    public static final UUID ENVIRONMENT_SERVICE = BleUuid.of(0x181A);
    /** Temperature: read, notify; 21.50 degrees Celsius. */
    public static final UUID TEMPERATURE = BleUuid.of(0x2A6E);

    /** The vendor service. */
    public static final UUID VENDOR_SERVICE = vendor(0);
    /** Read only; {@code 01020304}. */
    public static final UUID READ = vendor(1);
    /** Read and write with response; empty at first. */
    public static final UUID WRITE = vendor(2);
    /** Write without response. */
    public static final UUID COMMAND = vendor(3);
    /** Notify. */
    public static final UUID NOTIFY = vendor(4);
    /** Indicate. */
    public static final UUID INDICATE = vendor(5);
    /** Read and write; 300 bytes that count up from 0, modulo 256. */
    public static final UUID LONG = vendor(6);
    /** Read and write; both fail with application error 0x81. */
    public static final UUID FAILING = vendor(7);
    /** Read; has a user description ("described") and {@link #CUSTOM_DESCRIPTOR}. */
    public static final UUID DESCRIBED = vendor(8);
    /** Read and write; {@code 0a0b0c} at first. */
    public static final UUID CUSTOM_DESCRIPTOR = vendor(9);
    /** Read and notify. */
    public static final UUID READ_NOTIFY = vendor(10);

    /** A service that only {@link #openSecured} offers. */
    public static final UUID SECURED_SERVICE = vendor(16);
    /** Read when paired; {@code 5e}. */
    public static final UUID ENCRYPTED = vendor(17);
    /** Read when paired with a check; {@code a1}. */
    public static final UUID AUTHENTICATED = vendor(18);

    /** Characteristic User Description. */
    public static final UUID USER_DESCRIPTION = BleUuid.of(0x2901);

    private Specimen() {}

    /** Returns what it advertises. */
    public static Broadcast broadcast() {
        return new Broadcast(
                NAME, List.of(BATTERY_SERVICE, ENVIRONMENT_SERVICE), Map.of(BTHOME, BTHOME_READING), Map.of());
    }

    /** Plays it on an adapter, such as {@code hci1}. */
    public static Peripheral open(String adapter) throws IOException {
        return Peripheral.open(adapter, broadcast(), services());
    }

    /** Plays it with a service more, for which a central has to be paired. */
    public static Peripheral openSecured(String adapter) throws IOException {
        List<PeripheralService> all = new ArrayList<>(services());
        all.add(new PeripheralService(
                SECURED_SERVICE,
                List.of(
                        new PeripheralCharacteristic(ENCRYPTED, Bytes.ofHex("5e"), Flag.ENCRYPT_READ),
                        new PeripheralCharacteristic(
                                AUTHENTICATED, Bytes.ofHex("a1"), Flag.ENCRYPT_AUTHENTICATED_READ))));
        return Peripheral.open(adapter, broadcast(), all);
    }

    /** Returns the value of {@link #LONG}. */
    public static Bytes longValue() {
        byte[] value = new byte[300];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) i;
        }
        return Bytes.of(value);
    }

    /** Returns new services, each characteristic with its first value. */
    public static List<PeripheralService> services() {
        return List.of(
                new PeripheralService(
                        BATTERY_SERVICE,
                        new PeripheralCharacteristic(BATTERY_LEVEL, Bytes.ofInts(87), Flag.READ, Flag.NOTIFY)),
                new PeripheralService(
                        ENVIRONMENT_SERVICE,
                        new PeripheralCharacteristic(TEMPERATURE, Bytes.ofHex("6608"), Flag.READ, Flag.NOTIFY)),
                new PeripheralService(VENDOR_SERVICE, vendorCharacteristics()));
    }

    private static List<PeripheralCharacteristic> vendorCharacteristics() {
        PeripheralCharacteristic failing =
                new PeripheralCharacteristic(FAILING, Bytes.EMPTY, Flag.READ, Flag.WRITE).failingWith(0x81);
        PeripheralCharacteristic described = new PeripheralCharacteristic(DESCRIBED, Bytes.ofInts(8), Flag.READ)
                .with(new PeripheralDescriptor(USER_DESCRIPTION, Bytes.ofUtf8("described"), Flag.READ))
                .with(new PeripheralDescriptor(CUSTOM_DESCRIPTOR, Bytes.ofHex("0a0b0c"), Flag.READ, Flag.WRITE));
        return List.of(
                new PeripheralCharacteristic(READ, Bytes.ofHex("01020304"), Flag.READ),
                new PeripheralCharacteristic(WRITE, Bytes.EMPTY, Flag.READ, Flag.WRITE),
                new PeripheralCharacteristic(COMMAND, Bytes.EMPTY, Flag.WRITE_WITHOUT_RESPONSE),
                new PeripheralCharacteristic(NOTIFY, Bytes.EMPTY, Flag.NOTIFY),
                new PeripheralCharacteristic(INDICATE, Bytes.EMPTY, Flag.INDICATE),
                new PeripheralCharacteristic(LONG, longValue(), Flag.READ, Flag.WRITE),
                failing,
                described,
                new PeripheralCharacteristic(READ_NOTIFY, Bytes.EMPTY, Flag.READ, Flag.NOTIFY));
    }

    private static UUID vendor(int number) {
        return new UUID(0x7261_766E_0000_1000L | (long) number << 16, 0x8000_72A5_0000_0001L);
    }
}
