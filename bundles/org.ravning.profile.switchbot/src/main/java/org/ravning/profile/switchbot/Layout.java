// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.switchbot;

/** Reads what a model tells, from data that is long enough. */
@FunctionalInterface
interface Layout {
    void read(Frame frame);
}
