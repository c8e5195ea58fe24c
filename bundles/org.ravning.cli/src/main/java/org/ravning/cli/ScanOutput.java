// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.IOException;
import org.ravning.api.Advertisement;

/** Where the advertisements of a scan go. */
interface ScanOutput {
    /** Nowhere. */
    ScanOutput NONE = heard -> true;

    /** Takes one; says whether there should be more. Called by one thread at a time. */
    boolean take(Advertisement heard) throws IOException;

    /** Has what was taken arrive. Any thread may call. */
    default void flush() throws IOException {}
}
