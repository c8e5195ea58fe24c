// SPDX-License-Identifier: Apache-2.0
/** The thing registry: matches devices to profiles, keeps state and availability, carries commands. */
@NullMarked
package org.ravning.things;

import org.jspecify.annotations.NullMarked;
