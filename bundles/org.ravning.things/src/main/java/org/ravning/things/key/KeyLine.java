// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.key;

import java.util.Locale;
import java.util.Optional;
import org.ravning.api.Bytes;
import org.ravning.profile.api.KeyKind;

/**
 * A secret of a device, as a line of the file of keys says it: {@code OWNER = KEY}, {@code OWNER.irk = KEY} or {@code
 * OWNER.passkey = DIGITS}.
 *
 * @param owner whose it is
 * @param kind what it is for
 * @param secret the key's bytes; of a passkey its four bytes, most significant first
 */
record KeyLine(KeyOwner owner, KeyKind kind, Bytes secret) {
    /** Returns what a line says, nothing if it is empty or a remark. */
    static Optional<KeyLine> parse(String line) {
        String text = line.trim();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith("!")) {
            return Optional.empty();
        }
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("expected an address, =, and a key");
        }
        String name = text.substring(0, equals).trim();
        int dot = name.lastIndexOf('.');
        KeyKind kind = dot < 0 ? KeyKind.BIND : kind(name.substring(dot + 1));
        KeyOwner owner = KeyOwner.parse(dot < 0 ? name : name.substring(0, dot), kind);
        return Optional.of(new KeyLine(owner, kind, secret(kind, text.substring(equals + 1))));
    }

    private static KeyKind kind(String word) {
        return switch (word.trim()) {
            case "bind" -> KeyKind.BIND;
            case "irk" -> KeyKind.IRK;
            case "passkey" -> KeyKind.PASSKEY;
            default -> throw new IllegalArgumentException("after the address may stand .bind, .irk or .passkey");
        };
    }

    /** Reads a secret; the message of what is thrown does not show it, nor do its causes. */
    static Bytes secret(KeyKind kind, String text) {
        String digits = text.trim();
        return kind == KeyKind.PASSKEY ? passkey(digits) : key(kind, digits);
    }

    private static Bytes key(KeyKind kind, String digits) {
        boolean fits = digits.length() == 32 || kind == KeyKind.BIND && digits.length() == 24;
        if (!fits || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw new IllegalArgumentException(
                    "a key has " + (kind == KeyKind.BIND ? "24 or " : "") + "32 hexadecimal digits");
        }
        return Bytes.ofHex(digits);
    }

    private static Bytes passkey(String digits) {
        if (digits.isEmpty() || digits.length() > 6 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("a passkey has up to six decimal digits");
        }
        return Bytes.ofHex(String.format(Locale.ROOT, "%08x", Integer.parseInt(digits)));
    }

    /** Says whether the other is the same secret of the same owner, whatever its bytes. */
    boolean isSameAs(KeyOwner otherOwner, KeyKind otherKind) {
        return kind == otherKind && owner.equals(otherOwner);
    }

    /** Returns the line. */
    String text() {
        String word = kind == KeyKind.BIND ? "" : "." + kind.name().toLowerCase(Locale.ROOT);
        String shown = kind == KeyKind.PASSKEY ? String.format(Locale.ROOT, "%06d", secret.u32be(0)) : secret.hex();
        return owner.text() + word + " = " + shown;
    }

    /** Returns the line without the secret. */
    @Override
    public String toString() {
        return owner + " " + kind + " (hidden)";
    }
}
