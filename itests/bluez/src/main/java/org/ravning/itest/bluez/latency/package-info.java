// SPDX-License-Identifier: Apache-2.0
/** How long a read and a write take in the guest, of Ravning and of others beside it: {@code benchmarks/gatt}. */
@NullMarked
package org.ravning.itest.bluez.latency;

import org.jspecify.annotations.NullMarked;
