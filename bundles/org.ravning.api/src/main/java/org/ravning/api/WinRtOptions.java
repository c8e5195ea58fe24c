// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.jspecify.annotations.Nullable;

/**
 * Options of connections on Windows. No released backend reads them yet.
 *
 * @param addressType the kind of the device's address, where the address alone does not say; {@code UNKNOWN} leaves it to
 *     the kind in the {@link DeviceAddress}, and then to Windows
 * @param cachedServices whether to take the services from the cache of Windows; null leaves it to Windows
 */
public record WinRtOptions(
        AddressType addressType, @Nullable Boolean cachedServices) implements PlatformOptions {
    /** The backend that reads these options. */
    public static final String BACKEND = "winrt";

    /** Everything is left to Windows. */
    public static final WinRtOptions DEFAULT = new WinRtOptions(AddressType.UNKNOWN, null);

    /** Returns these options with the kind of the device's address. */
    public WinRtOptions withAddressType(AddressType type) {
        return new WinRtOptions(type, cachedServices);
    }

    /** Returns these options with or without cached services. */
    public WinRtOptions withCachedServices(@Nullable Boolean cached) {
        return new WinRtOptions(addressType, cached);
    }

    @Override
    public String backend() {
        return BACKEND;
    }
}
