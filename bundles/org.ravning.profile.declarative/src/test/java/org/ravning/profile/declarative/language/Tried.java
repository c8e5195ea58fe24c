// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

/** A profile with one field under test; its payload is 2a 02 03, so that {@code x} is 42. */
final class Tried {
    private Tried() {}

    /** Fails unless a field of these settings is decoded to the value. */
    static void expect(String settings, String value) {
        String field = settings.startsWith("calc:") ? "{at: 0, " + settings + "}" : "{" + settings + "}";
        ProfileReader.read("""
                profile: tried
                match: {company: 0xffff}
                fields:
                  _earlier: {calc: "7"}
                  value: %s
                vectors:
                  - {manufacturer: {0xffff: 2a0203}, expect: {value: %s}}
                """.formatted(field, value), "tried.yaml");
    }
}
