// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import java.util.ArrayList;
import java.util.List;
import org.ravning.api.Bytes;
import org.ravning.mqtt.session.Publisher;
import org.ravning.mqtt.transport.Message;

/** Keeps what is answered. */
public final class Answers implements Publisher {
    public final List<String> sent = new ArrayList<>();

    @Override
    public void retain(String topic, Bytes payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void conclude(String topic, Bytes payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void renew(String topic) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void pass(String topic, Bytes payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear(String topic) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void purge(String topic) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void handOver(String topic, Bytes payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forget(String topic) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void send(String topic, Bytes payload) {
        sent.add(payload.utf8());
    }

    @Override
    public void answer(Message.Reply to, Bytes payload) {
        sent.add(to.topic() + " " + to.correlation().hex());
    }

    @Override
    public void sample(String topic, Bytes payload) {
        throw new UnsupportedOperationException();
    }
}
