// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.frame;

/** A payload that is not what its kind of gateway publishes; the message is one line without the payload. */
public final class BadFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    BadFrameException(String message) {
        super(message, null, false, false);
    }
}
