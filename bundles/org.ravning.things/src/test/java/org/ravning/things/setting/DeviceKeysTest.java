// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.api.DeviceId;

@DisabledOnOs(OS.WINDOWS)
class DeviceKeysTest {
    private static final String KEY = "231d39c1d7cc1ab1aee224cd096db932";

    @TempDir
    private Path folder;

    private final List<String> problems = new ArrayList<>();

    private DeviceKeys read(String mode, String... lines) throws IOException {
        Path file = Files.write(folder.resolve("keys"), List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return DeviceKeys.read(file, problems::add);
    }

    @Test
    void keysOfTheOwnerAlone_areRead() throws IOException {
        DeviceKeys keys = read("rw-------", "# mine", "", "54:48:E6:8F:80:A5 = " + KEY);
        assertThat(keys.of(DeviceId.parse("54:48:e6:8f:80:a5"))).hasToString(KEY);
        assertThat(keys.of(DeviceId.parse("54:48:e6:8f:80:a6"))).isNull();
        assertThat(keys).hasToString("1 keys");
        assertThat(problems).isEmpty();
    }

    @Test
    void fileThatOthersCanRead_isNotUsed() throws IOException {
        DeviceKeys keys = read("rw-r--r--", "54:48:E6:8F:80:A5=" + KEY);
        assertThat(keys.size()).isZero();
        assertThat(problems).singleElement().asString().contains("can be read by others", "chmod 600");
    }

    @Test
    void lineThatIsNoKey_isToldByItsNumber_withoutTheKey() throws IOException {
        DeviceKeys keys = read("rw-------", "54:48:E6:8F:80:A5=" + KEY, "hello", "54:48:E6:8F:80:A6=" + KEY + "00");
        assertThat(keys.size()).isEqualTo(1);
        assertThat(problems).hasSize(2).noneMatch(line -> line.contains(KEY));
        assertThat(problems.get(0)).contains("line 2");
    }

    @Test
    void noFile_isTold() {
        DeviceKeys.read(folder.resolve("none"), problems::add);
        assertThat(problems).singleElement().asString().startsWith("there is no keys file");
    }
}
