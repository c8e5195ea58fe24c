// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.Bytes;
import org.ravning.api.GattDatabase;
import org.ravning.api.WriteMode;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Value;

/**
 * Nordic UART Service: a serial line. What comes in is an event, {@code text} or, if it is none in UTF-8, {@code bytes};
 * what is sent must fit into one packet.
 */
@Component(service = GattProfile.class)
public final class NordicUartProfile extends SigProfile {
    private static final UUID SERVICE = UUID.fromString("6e400001-b5a3-f393-e0a9-e50e24dcca9e");
    private static final UUID TO_DEVICE = UUID.fromString("6e400002-b5a3-f393-e0a9-e50e24dcca9e");
    private static final UUID FROM_DEVICE = UUID.fromString("6e400003-b5a3-f393-e0a9-e50e24dcca9e");
    private static final Property RECEIVED = Property.event("received", "Received", "text", "bytes");
    private static final Property SEND = new Property(
            "send", "Send", new PropertyType.TextType(244), null, Set.of(Access.SETTABLE), null, Category.PRIMARY);

    /** Creates it. */
    public NordicUartProfile() {
        super("nordic-uart", "Serial line", SERVICE, new ConnectionPolicy.KeepConnected());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        List<GattPlan.Source> sources = new ArrayList<>();
        List<GattPlan.Sink> sinks = new ArrayList<>();
        Sources.find(database, SERVICE, FROM_DEVICE).stream()
                .findFirst()
                .filter(line -> line.canSubscribe())
                .ifPresent(line -> sources.add(
                        new GattPlan.Source(line, Set.of(Trigger.SUBSCRIBE), List.of(RECEIVED), this::decode)));
        Sources.find(database, SERVICE, TO_DEVICE).stream()
                .findFirst()
                .ifPresent(line -> sinks.add(new GattPlan.Sink(
                        SEND,
                        (value, current) -> new GattPlan.Write(line, Bytes.ofUtf8(value.toString()), WriteMode.AUTO))));
        return new GattPlan(sources, sinks);
    }

    private Decoded decode(Bytes value) {
        Event event;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.toArray()))
                    .toString();
            event = new Event(RECEIVED, "text", Map.of("text", Value.of(text)));
        } catch (CharacterCodingException e) {
            event = new Event(RECEIVED, "bytes", Map.of("hex", Value.of(value.hex())));
        }
        return new Decoded.Readings(model(), List.of(), List.of(event), null, null);
    }
}
