// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ravning.profile.declarative.decode.Expression;
import org.ravning.profile.declarative.decode.Scope;

/**
 * Compiles calculations such as {@code x % 1000 / 10} or {@code _flags & 0x80 != 0 ? -x : x}.
 *
 * <p>Operators, the weakest first: {@code a ? b : c}, {@code ||}, {@code &&}, comparisons, {@code |}, {@code ^}, {@code
 * &}, shifts, {@code + -}, {@code * / // %}, {@code - ! ~}. Comparisons are weaker than {@code & | ^}, unlike in C.
 * There are no loops and no assignments, so that every calculation ends.
 */
final class ExpressionParser {
    private static final int LONGEST = 500;
    private static final int DEEPEST = 40;
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(0[xX][0-9a-fA-F]{1,13}|[0-9]+(?:\\.[0-9]+)?|[A-Za-z_][A-Za-z_0-9]*|//|<<|>>|<=|>=|==|!=|&&|\\|\\||[-+*/%&|^~!<>?:(),])");
    private static final String[][] BINARY = {
        {"||"},
        {"&&"},
        {"==", "!=", "<", "<=", ">", ">="},
        {"|"},
        {"^"},
        {"&"},
        {"<<", ">>"},
        {"+", "-"},
        {"*", "/", "//", "%"}
    };

    private final List<String> tokens;
    private final Slots slots;
    private int at;
    private int depth;

    private ExpressionParser(List<String> tokens, Slots slots) {
        this.tokens = tokens;
        this.slots = slots;
    }

    /**
     * Compiles a calculation.
     *
     * @param slots the numbers that it may name
     * @throws IllegalArgumentException if it is none
     */
    static Expression parse(String text, Slots slots) {
        ExpressionParser parser = new ExpressionParser(tokens(text), slots);
        Expression whole = parser.choice();
        if (parser.at < parser.tokens.size()) {
            throw new IllegalArgumentException("unexpected " + parser.tokens.get(parser.at));
        }
        return whole;
    }

    private static List<String> tokens(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("longer than " + LONGEST + " characters");
        }
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!text.substring(end).trim().isEmpty()) {
            throw new IllegalArgumentException(
                    "cannot read it from \"" + text.substring(end).trim() + "\"");
        }
        return tokens;
    }

    private Expression choice() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("nested more than " + DEEPEST + " deep");
        }
        Expression condition = binary(0);
        if (take("?")) {
            Expression yes = choice();
            expect(":");
            Expression no = choice();
            depth--;
            return scope -> condition.holds(scope) ? yes.of(scope) : no.of(scope);
        }
        depth--;
        return condition;
    }

    private Expression binary(int level) {
        if (level == BINARY.length) {
            return unary();
        }
        Expression left = binary(level + 1);
        while (at < tokens.size()) {
            String operator = tokens.get(at);
            if (!List.of(BINARY[level]).contains(operator)) {
                return left;
            }
            at++;
            left = joined(left, operator, binary(level + 1));
        }
        return left;
    }

    private static Expression joined(Expression left, String operator, Expression right) {
        if (operator.equals("&&")) {
            return scope -> left.holds(scope) && right.holds(scope) ? 1 : 0;
        } else if (operator.equals("||")) {
            return scope -> left.holds(scope) || right.holds(scope) ? 1 : 0;
        }
        DoubleBinaryOperator function = Operators.binary(operator);
        return scope -> function.applyAsDouble(left.of(scope), right.of(scope));
    }

    private Expression unary() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("nested more than " + DEEPEST + " deep");
        }
        Expression result;
        if (take("-")) {
            Expression operand = unary();
            result = scope -> -operand.of(scope);
        } else if (take("!")) {
            Expression operand = unary();
            result = scope -> operand.holds(scope) ? 0 : 1;
        } else if (take("~")) {
            Expression operand = unary();
            result = scope -> ~(long) operand.of(scope);
        } else if (take("(")) {
            result = choice();
            expect(")");
        } else {
            result = operand();
        }
        depth--;
        return result;
    }

    private Expression operand() {
        if (at == tokens.size()) {
            throw new IllegalArgumentException("ends too early");
        }
        String token = tokens.get(at++);
        char first = token.charAt(0);
        if (first >= '0' && first <= '9') {
            double number =
                    token.toLowerCase(Locale.ROOT).startsWith("0x") ? Long.decode(token) : Double.parseDouble(token);
            return scope -> number;
        } else if (!Character.isLetter(first) && first != '_') {
            throw new IllegalArgumentException("unexpected " + token);
        }
        return take("(") ? call(token) : named(token);
    }

    private Expression named(String name) {
        return switch (name) {
            case "x" -> Scope::current;
            case "length" -> scope -> scope.payload().length();
            default -> {
                int slot = slots.find(name);
                yield scope -> scope.number(slot);
            }
        };
    }

    private Expression call(String name) {
        List<Expression> arguments = new ArrayList<>();
        do {
            arguments.add(choice());
        } while (take(","));
        expect(")");
        if (name.equals("byte") && arguments.size() == 1) {
            Expression offset = arguments.get(0);
            return scope -> Operators.byteAt(scope.payload(), offset.of(scope));
        } else if (name.equals("known") && arguments.size() == 1) {
            Expression number = arguments.get(0);
            return scope -> Double.isNaN(number.of(scope)) ? 0 : 1;
        } else if (arguments.size() == 1) {
            DoubleUnaryOperator function = Operators.function(name);
            Expression argument = arguments.get(0);
            return scope -> function.applyAsDouble(argument.of(scope));
        } else if (arguments.size() == 2) {
            DoubleBinaryOperator function = Operators.function2(name);
            Expression left = arguments.get(0);
            Expression right = arguments.get(1);
            return scope -> function.applyAsDouble(left.of(scope), right.of(scope));
        }
        throw new IllegalArgumentException(name + " does not take " + arguments.size() + " arguments");
    }

    private boolean take(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw new IllegalArgumentException("\"" + token + "\" is missing");
        }
    }
}
