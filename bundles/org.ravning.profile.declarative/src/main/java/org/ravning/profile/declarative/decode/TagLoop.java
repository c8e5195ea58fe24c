// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.RejectReason;

/**
 * Walks over objects of the kind "tag, length, value" to the end of the payload. The steps of a tag see the value only.
 *
 * @param at where the first one begins
 * @param end how many bytes at the end belong to none
 * @param tag how the tag stands
 * @param length how the length stands, or null if each tag has its own
 * @param lengthCounts what the length counts beside the value: the bytes of tag and length if it counts them too
 * @param objects what is known of the tags
 * @param unknown what an unknown tag does
 */
public record TagLoop(
        int at,
        int end,
        NumberFormat tag,
        @Nullable NumberFormat length,
        int lengthCounts,
        Map<Long, TagObject> objects,
        Unknown unknown)
        implements Step {
    private static final int MOST_OBJECTS = 64;

    /** Copies the objects. */
    public TagLoop {
        objects = Map.copyOf(objects);
    }

    /** What an unknown tag does. */
    public enum Unknown {
        /** It is passed over. */
        SKIP,
        /** The rest is not read. */
        STOP,
        /** The frame is rejected. */
        REJECT
    }

    /**
     * What is known of a tag.
     *
     * @param size how many bytes its value has; 0 leaves it to the length that is told
     * @param steps how it is read
     */
    public record TagObject(int size, List<Step> steps) {
        /** Copies the list. */
        public TagObject {
            steps = List.copyOf(steps);
        }
    }

    @Override
    public void run(Scope scope) {
        Bytes whole = scope.payload();
        int stop = whole.length() - end;
        int from = at;
        for (int count = 0; from < stop; count++) {
            int header = tag.bytes() + (length == null ? 0 : length.bytes());
            if (from + header > stop || count == MOST_OBJECTS) {
                throw cutOff(from);
            }
            long told = unsigned(tag, whole, from);
            TagObject object = objects.get(told);
            if (object == null && (length == null || unknown != Unknown.SKIP)) {
                if (unknown == Unknown.REJECT) {
                    throw new Rejection(RejectReason.UNKNOWN_OBJECT, "tag 0x" + Long.toHexString(told));
                }
                return;
            }
            int begin = from + header;
            long size = length != null
                    ? unsigned(length, whole, from + tag.bytes()) - lengthCounts
                    : object == null ? 0 : object.size();
            if (size < 0 || size > stop - begin) {
                throw cutOff(from);
            }
            from = begin + (int) size;
            if (object != null && (object.size() == 0 || object.size() == size)) {
                scope.payload(whole.slice(begin, from));
                scope.run(object.steps());
            }
        }
        scope.payload(whole);
    }

    private static long unsigned(NumberFormat format, Bytes bytes, int at) {
        return format.bigEndian()
                ? bytes.unsignedBigEndian(at, format.bytes())
                : bytes.unsignedLittleEndian(at, format.bytes());
    }

    private static Rejection cutOff(int at) {
        return new Rejection(RejectReason.INVALID, "the object at byte " + at + " is cut off");
    }
}
