// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import org.ravning.cli.gateway.RunCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program without a subcommand: says what there is. */
@Command(
        name = "ravning",
        description = "Bluetooth Low Energy for the JVM and the home.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AdaptersCommand.class,
            ScanCommand.class,
            ServicesCommand.class,
            DescriptorsCommand.class,
            ReadCommand.class,
            WriteCommand.class,
            NotifyCommand.class,
            DevicesCommand.class,
            PairCommand.class,
            UnpairCommand.class,
            DecodeCommand.class,
            ImportCommand.class,
            RunCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:failed, with one line on standard error", "2:wrong usage", "130:ended by Ctrl-C"})
final class RavningCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where an error comes from (stack traces).")
    private boolean debug;

    boolean isDebug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
