// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.RejectReason;

/**
 * How the advertisements of a kind of device are read. Immutable; any thread may use it.
 *
 * @param selection which advertisements; empty if the formats say it
 * @param match by what they are found in an index
 * @param model what kind of device sends them
 * @param steps how each is read
 * @param formats what comes after that; none if the steps read everything
 * @param everyFormat whether each format that fits is read, and not only the first
 * @param numbers how many numbers the expressions may name
 * @param numbered whether several readings of one property are told apart by number
 */
public record Layout(
        List<Selection> selection,
        Match match,
        DeviceModel model,
        List<Step> steps,
        List<Format> formats,
        boolean everyFormat,
        int numbers,
        boolean numbered) {
    /** Copies the lists. */
    public Layout {
        selection = List.copyOf(selection);
        steps = List.copyOf(steps);
        formats = List.copyOf(formats);
    }

    /** Decodes an advertisement; never throws. */
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Bytes payload = selection.isEmpty() ? Bytes.EMPTY : select(selection, advertisement, Bytes.EMPTY);
        if (payload == null) {
            return Decoded.NOT_MINE;
        }
        Scope scope = new Scope(advertisement, context, payload, model, numbers);
        try {
            scope.run(steps);
            if (!formats.isEmpty() && !readFormats(advertisement, scope)) {
                return selection.isEmpty()
                        ? Decoded.NOT_MINE
                        : new Decoded.Malformed(
                                RejectReason.INVALID, "no format fits these " + payload.length() + " bytes");
            }
            return scope.result(numbered);
        } catch (Rejection e) {
            return e.malformed();
        }
    }

    private boolean readFormats(Advertisement advertisement, Scope scope) {
        Bytes inherited = scope.payload();
        boolean found = false;
        for (Format format : formats) {
            Bytes payload =
                    format.selection().isEmpty() ? inherited : select(format.selection(), advertisement, inherited);
            if (payload != null && (format.when() == null || format.when().holds(scope))) {
                if (format.model() != null) {
                    scope.model(DeviceModel.of(model.manufacturer(), format.model()));
                }
                scope.payload(payload);
                scope.run(format.steps());
                if (!everyFormat) {
                    return true;
                }
                found = true;
            }
        }
        return found;
    }

    private static @Nullable Bytes select(List<Selection> any, Advertisement advertisement, Bytes inherited) {
        for (Selection selection : any) {
            Bytes payload = selection.payloadOf(advertisement, inherited);
            if (payload != null) {
                return payload;
            }
        }
        return null;
    }
}
