// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.decoding;

import org.ravning.api.Advertisement;
import org.ravning.profile.api.DecodeContext;

/**
 * A frame, as a profile is asked about it.
 *
 * @param advertisement what was heard
 * @param context what is known beside
 */
record Heard(Advertisement advertisement, DecodeContext context) {}
