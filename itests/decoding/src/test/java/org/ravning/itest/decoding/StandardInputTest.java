// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ravning decode} in a pipe, as a process. */
@Timeout(120)
class StandardInputTest {
    private static final String TAG =
            "{\"manufacturerData\":{\"0x0499\":\"0512fc5394c37c0004fffc040cac364200cdcbb8334c884f\"}}\n";

    @Test
    void lineInAPipe_answeredBeforeTheNextIsSent() throws IOException, InterruptedException {
        Process program = start();
        try (OutputStream in = program.getOutputStream();
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < 3; i++) {
                in.write(TAG.getBytes(StandardCharsets.UTF_8));
                in.flush();
                assertThat(out.readLine()).contains("\"temperature\":{\"value\":24.3,\"unit\":\"°C\"}");
            }
            in.close();
            assertThat(out.readLine()).isNull();
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void programThatWaitsForInput_terminated_endsAtOnce() throws IOException, InterruptedException {
        Process program = start();
        try (OutputStream in = program.getOutputStream();
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
                BufferedReader err =
                        new BufferedReader(new InputStreamReader(program.getErrorStream(), StandardCharsets.UTF_8))) {
            in.write(TAG.getBytes(StandardCharsets.UTF_8));
            in.flush();
            assertThat(out.readLine()).isNotNull();
            program.toHandle().destroy(); // which leaves its streams open
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(err.readLine()).isNull();
        } finally {
            program.destroyForcibly();
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.ravning.cli.Main",
                        "decode",
                        "-")
                .start();
    }
}
