// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.cli.decode.JsonLines;
import org.ravning.codec.PrintableText;
import org.ravning.codec.capture.BtsnoopReader;
import org.ravning.codec.capture.CaptureFields;
import org.ravning.codec.capture.CapturedAdvertisement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a capture of the advertisements in a btsnoop file. */
@Command(
        name = "import",
        description = {
            "Make a capture of the advertisements in a btsnoop file: what btmon -w writes, and what Android keeps for bug"
                    + " reports (FS/data/misc/bluetooth/logs/btsnoop_hci.log).",
            "The capture, a JSON object a line, is what ravning scan --record writes."
        })
final class ImportCommand implements Callable<Integer> {
    private static final int BUFFER_BYTES = 65_536;
    private static final int MOST_TOLD = 3;
    private static final int LINES_AT_ONCE = 256;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The btsnoop file, or - for standard input.")
    private String file = "-";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the capture to this new file; without it, to standard output.")
    private @Nullable Path output;

    @Option(names = "--force", description = "With --output: replace its FILE if it is there already.")
    private boolean force;

    @Option(
            names = {"--pseudonymise", "--pseudonymize"},
            description = "Write other addresses in the place of the real ones, the same for the same device; names and"
                    + " payloads stay as they are.")
    private boolean pseudonymise;

    private final AtomicLong count = new AtomicLong();
    private long problems;

    @Override
    public Integer call() throws IOException {
        if (force && output == null) {
            throw new ParameterException(spec.commandLine(), "--force belongs to --output FILE");
        }
        Pseudonyms pseudonyms = pseudonymise ? new Pseudonyms() : null;
        StatusLine status = new StatusLine(err(), Terminal.hasErrors());
        try (InputStream in = open();
                BtsnoopReader reader = reader(in)) {
            int result;
            try (StatusLine.Work progress = status.begin(() -> count + " advertisements")) {
                result = output == null ? print(reader, pseudonyms) : write(reader, output, pseudonyms);
            }
            if (problems > MOST_TOLD) {
                note(problems + " records in all could not be understood");
            }
            if (output != null && result == 0) {
                spec.commandLine().getOut().println(count + " advertisements in " + output);
            }
            return result;
        }
    }

    private int print(BtsnoopReader reader, @Nullable Pseudonyms pseudonyms) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        for (CapturedAdvertisement next = reader.next(); next != null; next = reader.next()) {
            DeviceId device = next.device();
            CapturedAdvertisement told = pseudonyms == null || device == null ? next : next.of(pseudonyms.of(device));
            out.print(JsonLines.write(CaptureFields.write(told)) + '\n');
            // println would send each line alone.
            if (count.incrementAndGet() % LINES_AT_ONCE == 0 && out.checkError()) {
                return 0;
            }
            if (Thread.currentThread().isInterrupted()) {
                return Interruption.STATUS;
            }
        }
        out.flush();
        return 0;
    }

    private int write(BtsnoopReader reader, Path target, @Nullable Pseudonyms pseudonyms) throws IOException {
        try (CaptureWriter writer = CaptureWriter.create(target, force, pseudonyms)) {
            for (CapturedAdvertisement next = reader.next(); next != null; next = reader.next()) {
                writer.add(next);
                count.incrementAndGet();
                if (Thread.currentThread().isInterrupted()) {
                    return Interruption.STATUS;
                }
            }
            return 0;
        }
    }

    private BtsnoopReader reader(InputStream in) throws IOException {
        try {
            return new BtsnoopReader(in, this::complain);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private InputStream open() throws IOException {
        if ("-".equals(file)) {
            return new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER_BYTES);
        }
        if (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) {
            throw new IOException("cannot read " + file + "; is it a file, and is the path right?");
        }
        return new BufferedInputStream(new FileInputStream(file), BUFFER_BYTES);
    }

    private void complain(String what) {
        problems++;
        if (problems <= MOST_TOLD) {
            note(what);
        }
    }

    private void note(String line) {
        err().println("ravning: " + PrintableText.of(file + ": " + line, 2000));
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
