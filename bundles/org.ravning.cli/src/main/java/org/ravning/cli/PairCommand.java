// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import java.io.Console;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleException;
import org.ravning.api.BlePairingException;
import org.ravning.api.PairingAgent;
import org.ravning.api.PairingOptions;
import org.ravning.api.Ravning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Pairs with a device, asking at the terminal what the device wants to know. */
@Command(
        name = "pair",
        description = "Pair with a device. At a terminal the passkey is asked for; else give it with --passkey.")
final class PairCommand extends AddressCommand {
    @Option(names = "--passkey", paramLabel = "N", description = "Enter this passkey, 0 to 999999, when asked for one.")
    private @Nullable Integer passkey;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "60",
            converter = Seconds.class,
            description = "How long finding the device, connecting and pairing may take together; the default is"
                    + " ${DEFAULT-VALUE} seconds.")
    private Duration timeout = Duration.ofSeconds(60);

    private final Queue<CompletableFuture<@Nullable String>> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean asking;

    @Override
    void check() {
        if (passkey != null && (passkey < 0 || passkey > PairingAgent.LARGEST_PASSKEY)) {
            throw usage("--passkey is 0 to " + PairingAgent.LARGEST_PASSKEY + ", not " + passkey);
        }
    }

    @Override
    int run(Ravning ravning) throws BleException, InterruptedException {
        PairingOptions options =
                PairingOptions.DEFAULT.withTimeout(timeout).withAgent(agent()).withAdapter(adapter(ravning));
        pair(ravning, options);
        if (isJson()) {
            JsonObject object = new JsonObject();
            object.addProperty("device", device().text());
            object.addProperty("paired", true);
            print(object);
        } else {
            print(device() + " is paired");
        }
        return 0;
    }

    private void pair(Ravning ravning, PairingOptions options) throws BleException, InterruptedException {
        try (StatusLine.Work pairing = status().begin(this::progress)) {
            ravning.central().pair(device(), options);
        } catch (BlePairingException e) {
            boolean couldAsk = passkey != null || Terminal.console() != null;
            if (couldAsk || e.reason() == BlePairingException.Reason.IN_PROGRESS) {
                throw e;
            }
            throw new CommandFailure(e.getMessage() + "; if the device wants a passkey, give it with --passkey N");
        } finally {
            answers.forEach(answer -> answer.complete(null));
        }
    }

    private String progress() {
        return asking ? "" : "pairing with " + device() + "; at most " + timeout.toSeconds() + " s";
    }

    private PairingAgent agent() {
        if (passkey != null) {
            return PairingAgent.fixedPasskey(passkey);
        }
        PairingAgent.Builder agent =
                PairingAgent.builder().onDisplay((device, shown) -> note("enter " + digits(shown) + " on " + device));
        Console terminal = Terminal.console();
        if (terminal != null) {
            agent.onEnter(device -> entered(terminal))
                    .onConfirm((device, shown) ->
                            isYes(ask(() -> terminal.readLine("does %s show %s? [y/N] ", device, digits(shown)))));
        }
        return agent.build();
    }

    private OptionalInt entered(Console terminal) {
        String line = ask(() -> terminal.readLine("passkey that the device shows: "));
        return line != null && line.trim().matches("[0-9]{1,6}")
                ? OptionalInt.of(Integer.parseInt(line.trim()))
                : OptionalInt.empty();
    }

    /** Waits for what the person types, or until the pairing is over. */
    private @Nullable String ask(Supplier<@Nullable String> question) {
        CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
        answers.add(answer);
        asking = true;
        status().erase();
        // A terminal that is read cannot be interrupted, so that is done by a thread that may stay behind.
        Thread reading = new Thread(() -> answer.complete(question.get()), "ravning-question");
        reading.setDaemon(true);
        reading.start();
        try {
            return answer.join();
        } finally {
            asking = false;
        }
    }

    private static boolean isYes(@Nullable String line) {
        return line != null && line.trim().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static String digits(int number) {
        return String.format(Locale.ROOT, "%06d", number);
    }
}
