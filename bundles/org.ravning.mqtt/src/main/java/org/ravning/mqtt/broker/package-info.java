// SPDX-License-Identifier: Apache-2.0
/** What the MQTT bridge asks of a broker on this machine, for use when no other broker is configured. */
@Export
@Version("1.0.0")
@NullMarked
package org.ravning.mqtt.broker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
