// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Takes an option's optional value only when it is attached ({@code --simulate=FILE}): the next word is another's. */
final class AttachedOnly implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli hands over a Stack
    public boolean preprocess(
            Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> information) {
        if (!"=".equals(information.get("separator"))) {
            words.push("default");
        }
        return false;
    }
}
