// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

/** An ATT error answer on its way to the central. */
final class AttFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    AttFailure(int code) {
        super("ATT error " + code, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
