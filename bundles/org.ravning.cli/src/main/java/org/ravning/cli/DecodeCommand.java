// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.cli.decode.FrameDecoder;
import org.ravning.cli.decode.ResultJson;
import org.ravning.codec.PrintableText;
import org.ravning.codec.UuidNames;
import org.ravning.codec.capture.BadLineException;
import org.ravning.codec.capture.BtsnoopReader;
import org.ravning.codec.capture.LineSource;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.codec.gatt.DecodedValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decodes frames and values that were captured elsewhere. */
@Command(
        name = "decode",
        customSynopsis = {
            "ravning decode [--explain] [FILE]",
            "ravning decode --characteristic UUID HEX",
        },
        description = {
            "Decode advertisements with all profiles, or the value of a characteristic; no Bluetooth is used.",
            "",
            "FILE has one JSON object a line; without it, or where it is -, standard input is read. Each may have:",
            "  address           \"A4:C1:38:8D:18:B2\"; some encrypted formats need it",
            "  name, rssi        the local name; dBm",
            "  ad                the whole advertising data in hexadecimal, or its parts:",
            "  manufacturerData  {\"0x0499\": hex after the company}",
            "  serviceData       {UUID: hex after the UUID}",
            "  serviceUuids      [UUID, ...]",
            "  key               the device's key in hexadecimal",
            "  device            its model, where the bytes alone do not name it",
            "",
            "Each line gives one JSON object: profile, model, readings, events; or reject and why.",
            ""
        })
final class DecodeCommand implements Callable<Integer> {
    private static final int MAX_PRINTED = 2000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--explain",
            description = "Show after each result, indented, which bytes gave which reading: turning a bit of theirs"
                    + " changes it. (layout) is what the frame cannot be read without, - what is not used.")
    private boolean explain;

    @Option(
            names = "--characteristic",
            paramLabel = "UUID",
            converter = Uuids.class,
            description = "Decode HEX as a value of this characteristic.")
    private @Nullable UUID characteristic;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The file to read, or - (or HEX).")
    private String word = "-";

    private final AtomicLong count = new AtomicLong();

    @Override
    public Integer call() throws IOException {
        if (characteristic != null) {
            return decodeValue(characteristic);
        }
        FrameDecoder decoder = FrameDecoder.load(this::note);
        boolean isShown = Terminal.hasErrors() && !Terminal.hasOutput();
        StatusLine status = new StatusLine(spec.commandLine().getErr(), isShown);
        try (Reader reader = open();
                StatusLine.Work progress = status.begin(() -> count + " lines")) {
            return decodeAll(new LineSource(reader), decoder);
        } catch (ClosedByInterruptException e) {
            return Interruption.STATUS;
        }
    }

    private int decodeAll(LineSource lines, FrameDecoder decoder) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        while (!out.checkError()) {
            try {
                String line = lines.next();
                if (line == null) {
                    return 0;
                }
                out.println(decoder.decode(line));
                count.incrementAndGet();
                if (explain) {
                    decoder.explain(line).forEach(out::println);
                }
            } catch (BadLineException e) {
                out.println(ResultJson.of(e));
            }
        }
        return 0;
    }

    private int decodeValue(UUID uuid) {
        Bytes value = value();
        Optional<DecodedValue> decoded = CharacteristicCodec.decode(uuid, value);
        JsonObject result = new JsonObject();
        result.addProperty("characteristic", BleUuid.shortText(uuid));
        result.addProperty("name", UuidNames.name(uuid).orElse(null));
        result.add("readings", decoded.map(ResultJson::of).orElseGet(JsonObject::new));
        if (!decoded.isPresent()) {
            result.addProperty("reject", CharacteristicCodec.knows(uuid) ? "invalid" : "unknown");
        }
        spec.commandLine().getOut().println(result);
        return 0;
    }

    private Bytes value() {
        if ("-".equals(word)) {
            throw new ParameterException(spec.commandLine(), "HEX is missing");
        }
        try {
            return Bytes.ofHex(word);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "HEX: " + e.getMessage());
        }
    }

    // Through a channel, because reading from one ends when the thread is interrupted: Ctrl-C. Not through the reader
    // of
    // java.nio.channels.Channels, which waits until its buffer is full.
    private Reader open() throws IOException {
        FileChannel channel =
                "-".equals(word) ? new FileInputStream(FileDescriptor.in).getChannel() : openFile(Path.of(word));
        return new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8);
    }

    private static FileChannel openFile(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("cannot read " + file + "; is it a file, and is the path right?");
        }
        if (isBtsnoop(file)) {
            throw new IOException(file + " is a btsnoop file; make a capture of it: ravning import " + file);
        }
        return FileChannel.open(file);
    }

    private static boolean isBtsnoop(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return BtsnoopReader.isBtsnoop(Bytes.of(in.readNBytes(BtsnoopReader.HEAD_BYTES)));
        }
    }

    private void note(String line) {
        spec.commandLine().getErr().println("ravning: " + PrintableText.of(line, MAX_PRINTED));
    }
}
