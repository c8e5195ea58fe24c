// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.util.OptionalInt;
import org.ravning.api.PairingAgent;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;

/** How a request wants to pair; the passkey goes from here to the agent and nowhere else. */
final class PairingRequest {
    /** The field with the passkey. */
    static final String PASSKEY = "passkey";

    /** Another word for it. */
    static final String PIN = "pin";

    private PairingRequest() {}

    /** Returns who enters the passkey that is given, or one that answers no question if none is. */
    static PairingAgent agent(Fields request) throws BadPayloadException {
        if (request.has(PASSKEY) && request.has(PIN)) {
            throw new BadPayloadException("passkey and pin are the same; give one of them");
        }
        OptionalInt passkey = request.digits(request.has(PIN) ? PIN : PASSKEY, PairingAgent.LARGEST_PASSKEY);
        return passkey.isPresent() ? PairingAgent.fixedPasskey(passkey.getAsInt()) : PairingAgent.justWorks();
    }
}
