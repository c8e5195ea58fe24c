// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ravning.mqtt.transport.Message;
import org.ravning.mqtt.transport.MqttTransport;

/** A connection whose answers the test gives. */
final class FakeTransport implements MqttTransport {
    final CompletableFuture<Void> connecting = new CompletableFuture<>();
    final List<Message> published = new ArrayList<>();
    final List<CompletableFuture<Void>> acknowledgements = new ArrayList<>();
    final Listener listener;
    boolean answers = true;
    boolean hearing = true;
    boolean closed;
    Duration patience = Duration.ofDays(1);

    FakeTransport(Listener listener) {
        this.listener = listener;
    }

    @Override
    public CompletionStage<Void> connect() {
        return connecting;
    }

    @Override
    public CompletionStage<List<String>> subscribe(List<String> filters) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        published.add(message);
        CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
        acknowledgements.add(acknowledgement);
        if (answers) {
            acknowledgement.complete(null);
        }
        return acknowledgement;
    }

    @Override
    public boolean isHearing() {
        return hearing;
    }

    @Override
    public void close(Duration patience) {
        closed = true;
        this.patience = patience;
    }
}
