// SPDX-License-Identifier: Apache-2.0
/** The ravning program: subcommands on the plain JARs; run starts the gateway's framework. */
@NullMarked
package org.ravning.cli;

import org.jspecify.annotations.NullMarked;
