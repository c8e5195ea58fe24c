// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.decode;

import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.profile.api.DecodeContext;

/**
 * An advertisement that came as text, and what is known of its sender.
 *
 * @param advertisement what it carries; when it was received is not known, and told as the epoch
 * @param context key and model of the sender, if they were given
 * @param defect what is wrong with its AD structures, or null if nothing is
 */
record Frame(
        Advertisement advertisement,
        DecodeContext context,
        @Nullable String defect) {}
