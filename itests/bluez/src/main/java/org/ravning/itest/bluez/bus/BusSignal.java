// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.bus;

import java.util.List;

/** A signal as received: who sent it, from which object, which one, with which arguments. */
public record BusSignal(String sender, String path, String iface, String member, List<Object> arguments) {}
