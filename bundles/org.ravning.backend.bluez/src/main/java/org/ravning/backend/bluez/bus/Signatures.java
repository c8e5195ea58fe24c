// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

/** Type signatures (D-Bus Specification, section "Type System"). */
final class Signatures {
    private static final int DEEPEST = 64;
    private static final String BASIC = "ybnqiuxtdsogh";

    private Signatures() {}

    /** Returns where the single complete type at that place ends; refuses what is no type. */
    static int next(String signature, int type) throws MalformedMessageException {
        return next(signature, type, 0);
    }

    private static int next(String signature, int type, int depth) throws MalformedMessageException {
        char code = at(signature, type);
        if (depth > DEEPEST) {
            throw new MalformedMessageException("a signature nested too deeply");
        }
        if (code == 'a') {
            return at(signature, type + 1) == '{'
                    ? entry(signature, type + 1, depth + 1)
                    : next(signature, type + 1, depth + 1);
        }
        if (code == '(') {
            int field = next(signature, type + 1, depth + 1); // none is not allowed
            while (at(signature, field) != ')') {
                field = next(signature, field, depth + 1);
            }
            return field + 1;
        }
        if (code != 'v' && BASIC.indexOf(code) < 0) {
            throw new MalformedMessageException("a signature of no type");
        }
        return type + 1;
    }

    private static int entry(String signature, int type, int depth) throws MalformedMessageException {
        if (BASIC.indexOf(at(signature, type + 1)) < 0) {
            throw new MalformedMessageException("a dictionary whose keys are not of a basic type");
        }
        int end = next(signature, type + 2, depth + 1);
        if (at(signature, end) != '}') {
            throw new MalformedMessageException("a dictionary without its end");
        }
        return end + 1;
    }

    private static char at(String signature, int place) throws MalformedMessageException {
        if (place >= signature.length()) {
            throw new MalformedMessageException("a signature that ends within a type");
        }
        return signature.charAt(place);
    }

    /** Returns to how many bytes a type is aligned. */
    static int alignment(char code) {
        return switch (code) {
            case 'n', 'q' -> 2;
            case 'b', 'i', 'u', 'h', 's', 'o', 'a' -> 4;
            case 'x', 't', 'd', '(', '{' -> 8;
            default -> 1; // y, g, v
        };
    }
}
