// SPDX-License-Identifier: Apache-2.0
/** Measures the profiles' decoders: how many frames a second, and the bytes that each allocates. */
@NullMarked
package org.ravning.benchmark.decoding;

import org.jspecify.annotations.NullMarked;
