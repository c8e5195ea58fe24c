// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.generic;

import java.util.List;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Value;

/** How one characteristic is shown. */
interface Shown {
    /** What is known of the device: nothing. */
    DeviceModel MODEL = DeviceModel.of(null, "Generic device");

    /** Returns the properties that are known before a value. */
    List<Property> announced();

    /** Returns the property that writes the whole value. */
    Property settable();

    Decoded decode(Bytes value);

    /** Returns the bytes of a value that fits {@link #settable()}. */
    Bytes encode(Value value);
}
