// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The way to a broker, which can be frozen: nothing passes any more, and nobody is told, as if a cable was pulled. */
final class FreezingLink implements AutoCloseable {
    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int broker;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private boolean frozen;

    FreezingLink(int broker) throws IOException {
        this.broker = broker;
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    void freeze() {
        set(true);
    }

    /** Lets pass what waits and what comes. */
    void thaw() {
        set(false);
    }

    private void set(boolean now) {
        lock.lock();
        try {
            frozen = now;
            thawed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitThaw() {
        lock.lock();
        try {
            while (frozen) {
                thawed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket near = entrance.accept();
                sockets.add(near);
                start(() -> pass(near));
            }
        } catch (IOException e) {
            thaw(); // the entrance was closed
        }
    }

    private void pass(Socket near) {
        awaitThaw();
        try (Socket far = new Socket(InetAddress.getLoopbackAddress(), broker)) {
            sockets.add(far);
            Thread back = start(() -> copy(far, near));
            copy(near, far);
            back.join();
        } catch (IOException e) {
            close(near);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[4096];
        try (from;
                to) {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                awaitThaw();
                to.getOutputStream().write(buffer, 0, n);
            }
            awaitThaw();
        } catch (IOException e) {
            awaitThaw(); // the end is not told either
        }
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "freezing-link");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // it was closed
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        thaw();
        sockets.forEach(FreezingLink::close);
    }
}
