// SPDX-License-Identifier: Apache-2.0
/** The system bus as plain messages, for test fixtures that need what typed proxies hide: late replies, error names, order. */
@NullMarked
package org.ravning.itest.bluez.bus;

import org.jspecify.annotations.NullMarked;
