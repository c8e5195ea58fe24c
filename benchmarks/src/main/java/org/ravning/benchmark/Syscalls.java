// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts what a receiver asks of the kernel, with strace: in a run of its own, for it costs much. */
final class Syscalls {
    private static final String FUTEX = "futex";
    private static final List<String> READS = List.of("read", "readv", "recvfrom", "recvmsg");
    private static final int CALLS = 3;

    private Syscalls() {}

    static boolean canBeCounted() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-V")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is none
        }
    }

    /** Returns the receiver under strace, which writes its table into that file. */
    static Receiver counted(Receiver receiver, Path table) {
        return new Receiver(receiver.name(), address -> {
            List<String> command =
                    new ArrayList<>(List.of("strace", "-f", "-c", "--seccomp-bpf", "-o", table.toString()));
            command.add("-e");
            command.add("trace=" + FUTEX + "," + String.join(",", READS));
            command.addAll(receiver.command().apply(address));
            return command;
        });
    }

    /** Returns the line about a receiver that heard as many packets. */
    static String line(String name, Path table, long packets) throws IOException {
        long futex = 0;
        long reads = 0;
        for (String row : Files.readAllLines(table)) {
            String[] words = row.strip().split("\\s+", -1);
            String call = words[words.length - 1];
            if (call.equals(FUTEX)) {
                futex += Long.parseLong(words[CALLS]);
            } else if (READS.contains(call)) {
                reads += Long.parseLong(words[CALLS]);
            }
        }
        return String.format(
                Locale.ROOT, "%-30s %8.4f %8.4f", name, (double) futex / packets, (double) reads / packets);
    }
}
