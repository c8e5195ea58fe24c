// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.mqtt.broker.BrokerLogin;
import org.ravning.mqtt.transport.ConnectFailure;

class PasswordFileTest {
    @TempDir
    private Path folder;

    private Path file;
    private PasswordFile login;

    @BeforeEach
    void name() {
        file = folder.resolve("secret");
        login = new PasswordFile("harald", file);
    }

    @Test
    void fileThatChanges_isReadEachTime() throws Exception {
        Files.writeString(file, "one\nmore");
        assertThat(login.login()).contains(new BrokerLogin("harald", "one"));
        Files.writeString(file, "two");
        assertThat(login.login()).contains(new BrokerLogin("harald", "two"));
    }

    @Test
    void fileThatIsGone_lastPasswordHolds() throws Exception {
        Files.writeString(file, "one");
        login.login();
        Files.delete(file);
        assertThat(login.login()).contains(new BrokerLogin("harald", "one"));
        Files.writeString(file, "");
        assertThat(login.login()).contains(new BrokerLogin("harald", "one"));
    }

    @Test
    void fileThatNeverWas_isNamed() {
        assertThatThrownBy(login::login)
                .isInstanceOf(ConnectFailure.class)
                .hasMessage("passwordFile " + file + " is not there");
    }

    @Test
    void folderInItsPlace_isNamed() throws Exception {
        Files.createDirectory(file);
        assertThatThrownBy(login::login).hasMessage("passwordFile " + file + " is not a file");
    }

    @Test
    void emptyFile_isNamed() throws Exception {
        Files.writeString(file, "\n");
        assertThatThrownBy(login::login).hasMessage("passwordFile " + file + " has no first line");
    }
}
