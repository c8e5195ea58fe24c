// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

/**
 * A signal, in plain values (see {@link Values}).
 *
 * @param sender the unique name of its sender
 * @param path the object it is about
 * @param iface the interface it belongs to
 * @param member its name there
 * @param values what it carries
 * @param serial the sender's number of the message; a later message of the same sender has a higher one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BusSignal(String sender, String path, String iface, String member, Object[] values, long serial) {
    /** Says whether it is that signal. */
    public boolean is(String wantedInterface, String wantedMember) {
        return member.equals(wantedMember) && iface.equals(wantedInterface);
    }
}
