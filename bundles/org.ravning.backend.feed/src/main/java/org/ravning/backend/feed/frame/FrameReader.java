// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.frame;

import java.util.Locale;
import java.util.Optional;
import org.ravning.api.Bytes;

/** Reads what one kind of gateway publishes. A pure function. */
public interface FrameReader {
    /** The kinds of gateways, by the word that settings use. */
    enum Kind {
        /** Theengs Gateway: raw fields in JSON. */
        THEENGS(new TheengsReader(), "home/+/BTtoMQTT/#"),
        /** OpenMQTTGateway on an ESP32: the same fields. */
        OPENMQTTGATEWAY(new TheengsReader(), "home/+/BTtoMQTT/#"),
        /** Ruuvi Gateway: the bytes of the packet in JSON. */
        RUUVI(new RuuviReader(), "ruuvi/+/+"),
        /** Another Ravning, which publishes advertisements. */
        RAVNING(new RavningReader(), "ravning/advertisement/+");

        private final FrameReader reader;
        private final String usualFilter;

        Kind(FrameReader reader, String usualFilter) {
            this.reader = reader;
            this.usualFilter = usualFilter;
        }

        /** Returns what reads it. */
        public FrameReader reader() {
            return reader;
        }

        /** Returns the topics that such a gateway usually publishes on, as a filter. */
        public String usualFilter() {
            return usualFilter;
        }

        /** Returns the word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads a message.
     *
     * @return the advertisement, or nothing if the message holds none, such as a status or values without the bytes
     * @throws BadFrameException if it is malformed
     */
    Optional<Frame> read(String topic, Bytes payload) throws BadFrameException;
}
