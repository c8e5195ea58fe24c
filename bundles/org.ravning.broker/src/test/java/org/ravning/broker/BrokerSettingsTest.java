// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.mqtt.broker.BrokerLogin;

class BrokerSettingsTest {

    @TempDir
    Path folder;

    @Test
    void nothingSet_of_listensOnLoopbackWithoutLogin() {
        BrokerSettings settings = settings(Map.of());

        assertThat(settings.address().isLoopbackAddress()).isTrue();
        assertThat(settings.port()).isEqualTo(1883);
        assertThat(settings.login()).isEmpty();
    }

    @Test
    void openHostWithoutLogin_of_isRefused() {
        assertThatThrownBy(() -> settings(Map.of("host", "0.0.0.0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "host 0.0.0.0 can be reached from other machines: set user and password, or host=127.0.0.1");
    }

    @Test
    void openHostWithLogin_of_isAccepted() {
        BrokerSettings settings = settings(Map.of("host", "0.0.0.0", "user", "home", "password", "secret"));

        assertThat(settings.login()).contains(new BrokerLogin("home", "secret"));
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void passwordFile_of_takesItsFirstLine() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "from file\n# a note\n");

        assertThat(settings(Map.of("user", "home", "passwordFile", file.toString()))
                        .login())
                .contains(new BrokerLogin("home", "from file"));
    }

    @Test
    void passwordFileMissing_of_namesTheFile() {
        Path file = folder.resolve("absent");

        assertThatThrownBy(() -> settings(Map.of("user", "home", "passwordFile", file.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("passwordFile " + file + " cannot be read");
    }

    @Test
    void passwordFileEmpty_of_isRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("empty"));

        assertThatThrownBy(() -> settings(Map.of("user", "home", "passwordFile", file.toString())))
                .hasMessage("passwordFile " + file + " has no first line");
    }

    @Test
    void userWithoutPassword_of_isRefused() {
        assertThatThrownBy(() -> settings(Map.of("user", "home"))).hasMessage("user without password");
        assertThatThrownBy(() -> settings(Map.of("password", "secret"))).hasMessage("password without user");
    }

    @ParameterizedTest
    @CsvSource({"port,-1", "port,65536", "maxConnections,0", "maxMessageSize,1023", "maxRetained,0"})
    void numberOutOfRange_of_namesTheSetting(String name, int value) {
        assertThatThrownBy(() -> settings(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + "=" + value + " is not within");
    }

    private static BrokerSettings settings(Map<String, Object> given) {
        return BrokerSettings.of(Configs.with(given));
    }

    @Test
    @Timeout(30)
    void passwordFileThatIsAPipe_of_isRefused() throws Exception {
        Path file = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> settings(Map.of("user", "home", "passwordFile", file.toString())))
                .hasMessage("passwordFile " + file + " is no regular file");
    }
}
