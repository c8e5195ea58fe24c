// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.jspecify.annotations.Nullable;

/**
 * A device that the operating system remembers or is connected to, by whatever program; it need not be near.
 *
 * @param device the device
 * @param adapter the adapter that knows it
 * @param name its name as the system remembers it, or null; a stranger's text that may hold any character
 * @param paired whether the system holds keys for it
 * @param connected whether there is a link to it now, of this program or another
 */
public record KnownDevice(
        DeviceId device, AdapterId adapter, @Nullable String name, boolean paired, boolean connected) {}
