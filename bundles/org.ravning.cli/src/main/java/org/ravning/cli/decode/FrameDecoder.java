// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.decode;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import org.ravning.codec.capture.BadLineException;
import org.ravning.profile.api.Decoded;

/** Decodes frames written as JSON with all profiles of the class path; for one thread at a time. */
public final class FrameDecoder {
    private final Profiles profiles;

    private FrameDecoder(Profiles profiles) {
        this.profiles = profiles;
    }

    /**
     * Returns a decoder with the profiles that are there.
     *
     * @param problems is told, in one line, of each profile that cannot be loaded
     */
    public static FrameDecoder load(Consumer<String> problems) {
        return new FrameDecoder(Profiles.load(problems));
    }

    /** Returns what a line means, as docs/cli.md describes it; a line that is no frame has a {@code reject} too. */
    public JsonObject decode(String line) {
        try {
            Frame frame = FrameParser.parse(line);
            return ResultJson.of(frame, profiles.decode(frame));
        } catch (BadLineException e) {
            return ResultJson.of(e);
        }
    }

    /** Returns which bytes of a line's frame gave which reading, a line for each run of bytes; none if it has none. */
    public List<String> explain(String line) {
        try {
            Frame frame = FrameParser.parse(line);
            Outcome outcome = profiles.decode(frame);
            return outcome.profile() != null && outcome.decoded() instanceof Decoded.Readings readings
                    ? new Explanation(outcome.profile(), frame, readings).lines()
                    : List.of();
        } catch (BadLineException e) {
            return List.of();
        }
    }
}
