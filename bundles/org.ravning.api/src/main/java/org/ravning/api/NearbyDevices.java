// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest advertisement of each device that a scan hears: hand it to {@link BleScanner#scan}. It holds a bounded
 * number of devices and forgets the one that was silent longest, so that a crowd of random addresses costs a fixed amount
 * of memory. Any thread may ask.
 */
public final class NearbyDevices implements AdvertisementListener {
    /** How many devices are held unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 10_000;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<DeviceId, Advertisement> devices = new LinkedHashMap<>();
    private long forgotten;

    /** Creates it with room for {@value #DEFAULT_CAPACITY} devices. */
    public NearbyDevices() {
        this(DEFAULT_CAPACITY);
    }

    /**
     * Creates it.
     *
     * @param capacity how many devices to hold, at least 1
     */
    public NearbyDevices(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is at least 1, not " + capacity);
        }
        this.capacity = capacity;
    }

    @Override
    public void onAdvertisement(Advertisement advertisement) {
        lock.lock();
        try {
            if (devices.remove(advertisement.device()) == null && devices.size() == capacity) {
                devices.remove(devices.keySet().iterator().next());
                forgotten++;
            }
            devices.put(advertisement.device(), advertisement);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the newest advertisement of each device, the one heard last at the end. */
    public List<Advertisement> newest() {
        lock.lock();
        try {
            return new ArrayList<>(devices.values());
        } finally {
            lock.unlock();
        }
    }

    /** Returns the newest advertisement of this device. */
    public Optional<Advertisement> newest(DeviceId device) {
        lock.lock();
        try {
            return Optional.ofNullable(devices.get(device));
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many devices were forgotten because there was no room. */
    public long forgotten() {
        lock.lock();
        try {
            return forgotten;
        } finally {
            lock.unlock();
        }
    }
}
