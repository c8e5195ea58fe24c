// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An MQTT broker for one client that takes everything in and sends what the test wants, right or wrong. */
public final class RawBroker implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final boolean five;
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

    private final Thread thread = new Thread(this::serve, "raw-broker");
    private volatile Socket client = new Socket();

    /** Listens on a free port of the loopback interface, for MQTT 5 or 3.1.1. */
    public RawBroker(boolean five) throws IOException {
        this.five = five;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Returns what the client sent beside CONNECT, SUBSCRIBE and PINGREQ, in order: the first byte and the rest after the
     * length of each packet; an empty array is the end of the connection.
     */
    public BlockingQueue<byte[]> received() {
        return received;
    }

    /** Returns where it listens. */
    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    /** Sends bytes as they are. */
    public void send(byte... bytes) throws IOException {
        OutputStream out = client.getOutputStream();
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    /** Sends a message; without an id it has QoS 0. */
    public void publish(byte[] topic, int id, String payload) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(topic.length >> 8);
        body.write(topic.length);
        body.writeBytes(topic);
        if (id > 0) {
            body.write(id >> 8);
            body.write(id);
        }
        if (five) {
            body.write(0);
        }
        body.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
        packet(0x30 | (id > 0 ? 2 : 0), body.toByteArray());
    }

    /** Sends a packet with its true length. */
    public void packet(int first, byte... body) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(first);
        int left = body.length;
        do {
            whole.write(left > 127 ? left & 127 | 128 : left);
            left >>= 7;
        } while (left > 0);
        whole.writeBytes(body);
        send(whole.toByteArray());
    }

    private void serve() {
        try (Socket accepted = server.accept()) {
            accepted.setTcpNoDelay(true);
            client = accepted;
            DataInputStream in = new DataInputStream(accepted.getInputStream());
            while (true) {
                answer(in.readUnsignedByte(), body(in));
            }
        } catch (IOException e) {
            received.add(new byte[0]); // the end
        }
    }

    private static byte[] body(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int part;
        do {
            part = in.readUnsignedByte();
            length |= (part & 127) << shift;
            shift += 7;
        } while (part > 127);
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }

    private void answer(int first, byte[] body) throws IOException {
        switch (first >> 4) {
            case 1 -> packet(0x20, five ? new byte[3] : new byte[2]);
            case 8 -> packet(0x90, five ? new byte[] {body[0], body[1], 0, 0} : new byte[] {body[0], body[1], 0});
            case 12 -> packet(0xD0);
            default -> {
                byte[] whole = new byte[body.length + 1];
                whole[0] = (byte) first;
                System.arraycopy(body, 0, whole, 1, body.length);
                received.add(whole);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        client.close();
    }
}
