// SPDX-License-Identifier: Apache-2.0
/** All profiles together: what they make of all vectors and of hostile frames. */
package org.ravning.itest.decoding;
