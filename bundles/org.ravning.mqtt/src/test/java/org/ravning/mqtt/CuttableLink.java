// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to a broker, which can be cut: for the broker it is as if the other side died. */
final class CuttableLink implements AutoCloseable {
    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI broker;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean cut;

    CuttableLink(URI broker) throws IOException {
        this.broker = broker;
        start(this::accept);
    }

    URI uri() {
        return URI.create("tcp://127.0.0.1:" + entrance.getLocalPort());
    }

    /** Returns how many connections lead through here. */
    int connections() {
        return (int) sockets.stream().filter(socket -> !socket.isClosed()).count() / 2;
    }

    /** Returns on how many connections the broker has answered so far. */
    int answered() {
        return answered.get();
    }

    void cut() throws IOException {
        cut = true;
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    void heal() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = entrance.accept();
                if (cut) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(broker.getHost(), broker.getPort());
                sockets.addAll(List.of(near, far));
                start(() -> copy(near, far));
                start(() -> copy(far, near, answered::incrementAndGet));
            }
        } catch (IOException e) {
            cut = true; // the entrance was closed
        }
    }

    private static void copy(Socket from, Socket to) {
        copy(from, to, () -> {});
    }

    private static void copy(Socket from, Socket to, Runnable begun) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            int first = in.read();
            if (first >= 0) {
                begun.run();
                to.getOutputStream().write(first);
            }
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            return; // one of them was closed, so the other is
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cuttable-link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}
