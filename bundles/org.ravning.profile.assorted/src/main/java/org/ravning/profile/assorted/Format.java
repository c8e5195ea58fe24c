// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Decoded;

/** Decodes one maker's data, of whatever length; the advertisement tells what stands beside it. */
@FunctionalInterface
interface Format {
    Decoded decode(Bytes data, Advertisement advertisement);
}
