// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import org.jspecify.annotations.Nullable;

/** A D-Bus call was answered with an error, or not at all; or the bus could not be reached. */
public final class BusException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Our own name for a call whose answer did not come in time. */
    public static final String NO_ANSWER = "org.ravning.NoAnswer";
    /** Our own name for a call whose receiver, or the whole bus, left before it answered. */
    public static final String LEFT = "org.ravning.Left";
    /** Our own name for an answer of another type than the interface promises. */
    public static final String WRONG_TYPE = "org.ravning.WrongType";
    /** Our own name for a bus that cannot be reached. */
    public static final String NO_BUS = "org.ravning.NoBus";
    /** A name of the D-Bus specification: the receiver, the bus or its policy refuses. */
    public static final String ACCESS_DENIED = "org.freedesktop.DBus.Error.AccessDenied";

    private final String name;
    private final String text;

    /**
     * Creates it.
     *
     * @param name the D-Bus error name
     * @param text the words that came with it
     */
    public BusException(String name, String text, @Nullable Throwable cause) {
        super(text.isEmpty() ? name : name + ": " + text, cause);
        this.name = name;
        this.text = text;
    }

    /** Returns the D-Bus error name, such as {@code org.bluez.Error.Failed}. */
    public String name() {
        return name;
    }

    /** Returns the words that came with the error; may be empty. */
    public String text() {
        return text;
    }

    /** Says whether the error has this name; a name without a dot means one of {@code org.bluez.Error}. */
    public boolean is(String wanted) {
        return name.equals(wanted.indexOf('.') < 0 ? "org.bluez.Error." + wanted : wanted);
    }

    /** Says whether the error is one of the D-Bus specification: {@code org.freedesktop.DBus.Error.<wanted>}. */
    public boolean isDBus(String wanted) {
        return is("org.freedesktop.DBus.Error." + wanted);
    }
}
