// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.capture;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads lines of a bounded length; what is longer is skipped to its end and told to be too long. */
public final class LineSource {
    /** The most characters of a line; an extended advertisement in hexadecimal needs less than 4,000. */
    public static final int MAX_LENGTH = 65_536;

    private final Reader reader;
    private final char[] buffer = new char[8192];
    private int position;
    private int limit;

    /** Creates a source of the lines of a reader, which stays the caller's to close. */
    public LineSource(Reader reader) {
        this.reader = reader;
    }

    /**
     * Returns the next line without its end, or null after the last one.
     *
     * @throws BadLineException if it has more than {@link #MAX_LENGTH} characters
     */
    public @Nullable String next() throws IOException, BadLineException {
        StringBuilder line = new StringBuilder();
        boolean tooLong = false;
        boolean any = false;
        while (position < limit || fill()) {
            any = true;
            int end = endOfLine();
            if (line.length() + end - position > MAX_LENGTH) {
                tooLong = true;
                line.setLength(0);
            } else if (!tooLong) {
                line.append(buffer, position, end - position);
            }
            position = end;
            if (end < limit) {
                position++;
                break;
            }
        }
        if (tooLong) {
            throw new BadLineException("the line has more than " + MAX_LENGTH + " characters");
        }
        return any ? line.toString() : null;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, reader.read(buffer));
        return limit > 0;
    }

    private int endOfLine() {
        int at = position;
        while (at < limit && buffer[at] != '\n') {
            at++;
        }
        return at;
    }
}
