// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.KeyKind;

@DisabledOnOs(OS.WINDOWS)
class KeyVaultTest {
    private static final String KEY = "231d39c1d7cc1ab1aee224cd096db932";
    private static final String OTHER_KEY = "aff4d0995b7d1e176c0c33ecb9e70dcd";
    private static final String ADDRESS = "54:48:E6:8F:80:A5";
    private static final DeviceId DEVICE = DeviceId.parse(ADDRESS);

    @TempDir
    private Path folder;

    private final List<String> problems = new ArrayList<>();

    private Path file() {
        return folder.resolve("keys");
    }

    private void write(String mode, String... lines) throws IOException {
        Files.write(file(), List.of(lines));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
    }

    private KeyVault vault() {
        return KeyVault.in(file(), true, problems::add);
    }

    private KeyVault vault(String... lines) throws IOException {
        write("rw-------", lines);
        return vault();
    }

    @Test
    void keysOfTheOwnerAlone_areRead() throws IOException {
        KeyVault vault = vault("# mine", "", ADDRESS + " = " + KEY, ADDRESS + ".passkey = 001234");
        assertThat(vault.current().of(DeviceId.parse("54:48:e6:8f:80:a5"))).hasToString(KEY);
        assertThat(vault.current().of(DeviceId.parse("54:48:e6:8f:80:a6"))).isNull();
        assertThat(vault.current().passkey(DEVICE)).hasValue(1234);
        assertThat(vault).hasToString("2 keys");
        assertThat(problems).isEmpty();
    }

    @Test
    void fileThatOthersCanRead_isNotUsed_norWritten() throws IOException {
        write("rw-r--r--", ADDRESS + "=" + KEY);
        KeyVault vault = vault();
        assertThat(vault.current().size()).isZero();
        assertThat(problems).singleElement().asString().contains("can be read by others", "chmod 600");
        assertThatThrownBy(() -> vault.set(ADDRESS, KeyKind.BIND, OTHER_KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chmod 600");
        assertThat(Files.readString(file())).isEqualTo(ADDRESS + "=" + KEY + "\n");
    }

    @Test
    void lineThatIsNoKey_isToldByItsNumber_withoutTheKey() throws IOException {
        KeyVault vault = vault(
                ADDRESS + "=" + KEY,
                "hello",
                "54:48:E6:8F:80:A6=" + KEY + "00",
                KEY + " = " + ADDRESS,
                ADDRESS + ".door = " + KEY,
                ADDRESS + " = " + OTHER_KEY,
                ADDRESS + ".passkey = 1234567");
        assertThat(vault.current().size()).isEqualTo(1);
        assertThat(problems)
                .hasSize(6)
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains(KEY.substring(0, 8)));
        assertThat(problems.get(0)).contains("line 2");
    }

    @Test
    void noFile_isTold_ifThereShouldBeOne() {
        vault();
        assertThat(problems).singleElement().asString().startsWith("there is no keys file");
        KeyVault.in(file(), false, problems::add);
        assertThat(problems).hasSize(1);
    }

    @Test
    void firstKey_makesAFileThatOnlyItsOwnerCanRead() throws IOException {
        KeyVault vault = KeyVault.in(folder.resolve("new/keys"), false, problems::add);
        vault.set("5448e68f80a5", KeyKind.BIND, KEY.toUpperCase(Locale.ROOT));
        Path made = folder.resolve("new/keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(made)).last().isEqualTo(ADDRESS + " = " + KEY);
        assertThat(vault.current().of(DEVICE)).hasToString(KEY);
        try (var all = Files.list(folder.resolve("new"))) {
            assertThat(all).containsExactly(made);
        }
    }

    @Test
    void keyThatIsSet_leavesEveryOtherLineAsItIs() throws IOException {
        KeyVault vault = vault("# kitchen", ADDRESS + "=" + KEY, "nonsense", "# phone", "anna.irk = " + KEY);
        vault.set(ADDRESS, KeyKind.BIND, OTHER_KEY);
        vault.set(ADDRESS, KeyKind.PASSKEY, "42");
        vault.set("Anna", KeyKind.IRK, null);
        assertThat(Files.readAllLines(file()))
                .containsExactly(
                        "# kitchen", ADDRESS + " = " + OTHER_KEY, "nonsense", "# phone", ADDRESS + ".passkey = 000042");
        assertThat(vault.current().passkey(DEVICE)).hasValue(42);
    }

    @ParameterizedTest
    @CsvSource({
        "231d39c1d7cc1ab1aee224cd096db932, BIND, 54:48:E6:8F:80:A5",
        "54:48:E6:8F:80:A5, BIND, 231d39c1d7cc1ab1aee224cd096db93",
        "54:48:E6:8F:80:A5, IRK, 231d39c1d7cc1ab1aee224cd",
        "54:48:E6:8F:80:A5, PASSKEY, 231d39c1d7cc1ab1aee224cd",
        "anna, BIND, 231d39c1d7cc1ab1aee224cd096db932",
        "an/na, IRK, 231d39c1d7cc1ab1aee224cd096db932"
    })
    void secretThatCannotBe_isRefused_withoutShowingIt(String owner, KeyKind kind, String secret) throws IOException {
        KeyVault vault = vault();
        assertThatThrownBy(() -> vault.set(owner, kind, secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("231d39")
                .hasNoCause();
        assertThat(Files.exists(file())).isFalse();
    }

    @Test
    void fileThatIsEdited_holdsAtTheNextLook() throws IOException {
        KeyVault vault = vault(ADDRESS + "=" + KEY);
        vault.refresh();
        write("rw-------", ADDRESS + "=" + OTHER_KEY);
        Files.setLastModifiedTime(file(), FileTime.fromMillis(1_000_000));
        vault.refresh();
        assertThat(vault.current().of(DEVICE)).hasToString(OTHER_KEY);
        Files.delete(file());
        vault.refresh();
        assertThat(vault.current().size()).isZero();
        assertThat(problems).isEmpty();
    }

    @Test
    @Timeout(30)
    void pipe_isNoKeysFile_andIsTold() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor())
                .isZero();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));

        assertThat(vault()).hasToString("0 keys");

        assertThat(problems).containsExactly("the keys file " + file() + " is no regular file and is not used");
    }
}
