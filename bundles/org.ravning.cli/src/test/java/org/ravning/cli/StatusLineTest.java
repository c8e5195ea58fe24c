// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.ravning.testkit.Await;

class StatusLineTest {
    private final StringWriter err = new StringWriter();

    @Test
    void noTerminal_nothingIsPrintedAndNoThreadIsThere() {
        StatusLine line = new StatusLine(new PrintWriter(err), false);

        try (StatusLine.Work work = line.begin(() -> "busy")) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().equals("ravning-status"));
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void terminal_lineIsDrawnAndGoneAtTheEnd() {
        StatusLine line = new StatusLine(new PrintWriter(err), true);

        try (StatusLine.Work work = line.begin(() -> "busy\u001b[31m")) {
            Await.until("the line is drawn", () -> err.toString().contains("\r\u001b[Kbusy\ufffd[31m"));
        }
        assertThat(err.toString()).endsWith("\r\u001b[K");
        Await.until(
                "the thread has ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("ravning-status")));
    }

    @Test
    void otherOutput_erasesTheLineFirst_itComesAgain() {
        StatusLine line = new StatusLine(new PrintWriter(err), true);

        try (StatusLine.Work work = line.begin(() -> "busy")) {
            Await.until("the line is drawn", () -> err.toString().endsWith("busy"));
            line.erase();
            assertThat(err.toString()).contains("busy\r\u001b[K");
            Await.until("it is drawn again", () -> err.toString().endsWith("\r\u001b[Kbusy"));
        }
    }

    @Test
    void shortWork_isOverBeforeALineIsDrawn() {
        StatusLine line = new StatusLine(new PrintWriter(err), true);

        line.begin(() -> "busy").close();

        assertThat(err.toString()).isEmpty();
    }
}
