// SPDX-License-Identifier: Apache-2.0
/** All profiles together: what they make of all vectors, of hostile frames, and how fast. */
package org.ravning.itest.decoding;
