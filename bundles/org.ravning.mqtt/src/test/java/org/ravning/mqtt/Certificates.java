// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority of our own, made with the JDK's keytool: its certificates as key stores and as PEM files. */
final class Certificates {
    static final String PASSWORD = "changeit";

    private final Path folder;

    /** Makes the authority, a certificate for 127.0.0.1 and one for a client. */
    Certificates(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        this.folder = folder;
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:c", "-keystore", store("ca"));
        keytool("-exportcert", "-rfc", "-alias", "ca", "-keystore", store("ca"), "-file", pem("ca"));
        signed("server", "SAN=IP:127.0.0.1");
        signed("client", "EKU=clientAuth");
        keytool("-importcert", "-noprompt", "-alias", "ca", "-file", pem("ca"), "-keystore", store("trust"));
    }

    private void signed(String name, String extension)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path request = folder.resolve(name + ".csr");
        keytool("-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keystore", store(name));
        keytool("-certreq", "-alias", name, "-keystore", store(name), "-file", request.toString());
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-keystore",
                store("ca"),
                "-infile",
                request.toString(),
                "-ext",
                extension,
                "-outfile",
                pem(name));
        keytool("-importcert", "-noprompt", "-alias", "ca", "-file", pem("ca"), "-keystore", store(name));
        keytool("-importcert", "-noprompt", "-alias", name, "-file", pem(name), "-keystore", store(name));
        writeKey(name);
    }

    private void writeKey(String name) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(store(name)))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        Files.writeString(Path.of(key(name)), "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    }

    /** Returns a PKCS #12 file: {@code trust} holds the authority, {@code client} the client's certificate and key. */
    String store(String name) {
        return folder.resolve(name + ".p12").toString();
    }

    String pem(String name) {
        return folder.resolve(name + ".pem").toString();
    }

    String key(String name) {
        return folder.resolve(name + ".key").toString();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "2"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }
}
