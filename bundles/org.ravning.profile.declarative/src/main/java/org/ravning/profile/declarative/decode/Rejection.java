// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.RejectReason;

/** Ends the decoding of a frame that cannot be decoded; never leaves this package's entry points. */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    /** Creates one, without a stack trace: bad frames are normal. */
    public Rejection(RejectReason reason, String why) {
        super(why, null, false, false);
        this.reason = reason;
    }

    Decoded.Malformed malformed() {
        return new Decoded.Malformed(reason, String.valueOf(getMessage()));
    }
}
