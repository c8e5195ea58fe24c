// SPDX-License-Identifier: Apache-2.0
/** Starts the gateway: the OSGi framework with Ravning's bundles in it. */
@NullMarked
package org.ravning.cli.gateway;

import org.jspecify.annotations.NullMarked;
