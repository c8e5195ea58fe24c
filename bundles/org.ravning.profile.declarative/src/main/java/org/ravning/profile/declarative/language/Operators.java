// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.ravning.api.Bytes;

/** What calculations can do. Operators on bits work on whole numbers; an unknown operand makes the result unknown. */
final class Operators {
    private Operators() {}

    static DoubleBinaryOperator binary(String operator) {
        return switch (operator) {
            case "+" -> Double::sum;
            case "-" -> (a, b) -> a - b;
            case "*" -> (a, b) -> a * b;
            case "/" -> (a, b) -> b == 0 ? Double.NaN : a / b;
            case "//" -> (a, b) -> b == 0 ? Double.NaN : Math.floor(a / b);
            case "%" -> (a, b) -> b == 0 ? Double.NaN : a - b * Math.floor(a / b);
            case "&" -> bits((a, b) -> a & b);
            case "|" -> bits((a, b) -> a | b);
            case "^" -> bits((a, b) -> a ^ b);
            case "<<" -> bits((a, b) -> a << b);
            case ">>" -> bits((a, b) -> a >> b);
            case "==" -> (a, b) -> truth(a == b);
            case "!=" -> (a, b) -> truth(a != b);
            case "<" -> (a, b) -> truth(a < b);
            case "<=" -> (a, b) -> truth(a <= b);
            case ">" -> (a, b) -> truth(a > b);
            case ">=" -> (a, b) -> truth(a >= b);
            default -> throw new IllegalArgumentException("no operator " + operator);
        };
    }

    static DoubleUnaryOperator function(String name) {
        return switch (name) {
            case "abs" -> Math::abs;
            case "floor" -> Math::floor;
            case "ceil" -> Math::ceil;
            case "round" -> a -> Math.floor(a + 0.5);
            case "trunc" -> a -> a < 0 ? Math.ceil(a) : Math.floor(a);
            case "sqrt" -> Math::sqrt;
            case "exp" -> Math::exp;
            case "log" -> Math::log;
            case "tanh" -> Math::tanh;
            default -> throw new IllegalArgumentException("no function " + name + " of one argument");
        };
    }

    static DoubleBinaryOperator function2(String name) {
        return switch (name) {
            case "min" -> Math::min;
            case "max" -> Math::max;
            case "pow" -> Math::pow;
            default -> throw new IllegalArgumentException("no function " + name + " of two arguments");
        };
    }

    /** Returns a byte of the payload, from its end if the offset is negative; unknown if there is none. */
    static double byteAt(Bytes payload, double offset) {
        double at = offset < 0 ? payload.length() + offset : offset;
        return at >= 0 && at < payload.length() ? payload.u8((int) at) : Double.NaN;
    }

    private static double truth(boolean truth) {
        return truth ? 1 : 0;
    }

    private static DoubleBinaryOperator bits(BitOperator operator) {
        return (a, b) -> Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : operator.of((long) a, (long) b);
    }

    /** An operation on bits. */
    @FunctionalInterface
    private interface BitOperator {
        long of(long left, long right);
    }
}
