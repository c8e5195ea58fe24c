// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void escapeSequencesAndLineBreaks_areReplaced() {
        assertThat(PrintableText.of("\u001b[31mred\r\n\u2028\u202etxt\u0000", 100))
                .isEqualTo("\uFFFD[31mred\uFFFD\uFFFD\uFFFD\uFFFDtxt\uFFFD");
    }

    @Test
    void lettersOfAnyScriptAndPictures_stay() {
        assertThat(PrintableText.of("Küche 温度 😀 <b>", 100)).isEqualTo("Küche 温度 😀 <b>");
    }

    @Test
    void loneSurrogate_isReplaced() {
        assertThat(PrintableText.of("a\ud800b", 100)).isEqualTo("a\uFFFDb");
    }

    @Test
    void longText_isCutAndSaysSo() {
        assertThat(PrintableText.of("😀".repeat(10), 4)).isEqualTo("😀😀😀😀...");
        assertThat(PrintableText.of("abcd", 4)).isEqualTo("abcd");
    }
}
