// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    @Test
    void hexWithSeparators_readsBackWithout() {
        assertThat(Bytes.ofHex("00:FF 7f-80").hex()).isEqualTo("00ff7f80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0x00", "gg", "0 0", "00f", "٠٠", "\u0130\u0130"})
    void notHex_isRefused(String text) {
        assertThatThrownBy(() -> Bytes.ofHex(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hexadecimal");
    }

    @Test
    void readers_knowWidthSignAndOrder() {
        Bytes bytes = Bytes.ofHex("ff8001fe");
        assertThat(bytes.u8(0)).isEqualTo(255);
        assertThat(bytes.s8(0)).isEqualTo(-1);
        assertThat(bytes.u16le(0)).isEqualTo(0x80ff);
        assertThat(bytes.u16be(0)).isEqualTo(0xff80);
        assertThat(bytes.s16le(0)).isEqualTo(-32513);
        assertThat(bytes.s16be(0)).isEqualTo(-128);
        assertThat(bytes.u32le(0)).isEqualTo(0xfe0180ffL);
        assertThat(bytes.u32be(0)).isEqualTo(0xff8001feL);
        assertThat(bytes.unsignedLittleEndian(0, 3)).isEqualTo(0x0180ff);
        assertThat(bytes.signedBigEndian(0, 3)).isEqualTo(-32767);
        assertThat(bytes.signedLittleEndian(1, 3)).isEqualTo(-130688);
    }

    @Test
    void signedEightBytes_keepTheirSign() {
        assertThat(Bytes.ofHex("feffffffffffffff").signedLittleEndian(0, 8)).isEqualTo(-2);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,9", "-1,1"})
    void widthOutOfRange_isRefused(int at, int width) {
        assertThatThrownBy(() -> Bytes.ofHex("0011").unsignedBigEndian(at, width))
                .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class);
    }

    @Test
    void readPastTheEnd_throwsIndexOutOfBounds() {
        assertThatThrownBy(() -> Bytes.ofHex("00").u16le(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void sourceArrayChanged_bytesDoNot() {
        byte[] source = {1, 2};
        Bytes bytes = Bytes.of(source);
        source[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes.hex()).isEqualTo("0102");
    }

    @Test
    void sliceConcatReversed_composeAsSequences() {
        Bytes bytes = Bytes.ofHex("010203");
        assertThat(bytes.slice(1)).isEqualTo(Bytes.ofHex("0203"));
        assertThat(bytes.slice(1, 2)).isEqualTo(Bytes.ofHex("02"));
        assertThat(bytes.concat(bytes.reversed())).isEqualTo(Bytes.ofHex("010203030201"));
        assertThat(bytes.startsWith(Bytes.ofHex("0102"))).isTrue();
        assertThat(bytes.startsWith(Bytes.ofHex("01020304"))).isFalse();
    }

    @Test
    void order_isUnsignedAndPrefixFirst() {
        assertThat(Bytes.ofHex("7f")).isLessThan(Bytes.ofHex("80"));
        assertThat(Bytes.ofHex("80")).isLessThan(Bytes.ofHex("8000"));
    }

    @Test
    void integerOutOfByteRange_isRefused() {
        assertThatThrownBy(() -> Bytes.ofInts(256)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Bytes.ofInts(0, 255)).isEqualTo(Bytes.ofHex("00ff"));
    }
}
