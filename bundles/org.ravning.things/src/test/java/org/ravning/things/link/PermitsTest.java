// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermitsTest {
    private final Permits permits = new Permits(1);
    private final List<String> offered = new ArrayList<>();

    private boolean offer(String who, boolean wanted) {
        offered.add(who);
        return wanted;
    }

    @Test
    void permitGivenBack_isOfferedInOrder_pastThoseWhoWantItNoMore() {
        assertThat(permits.take(() -> true)).isTrue();
        assertThat(permits.take(() -> offer("a", false))).isFalse();
        assertThat(permits.take(() -> offer("b", true))).isFalse();
        assertThat(permits.take(() -> offer("c", true))).isFalse();

        permits.giveBack();
        assertThat(offered).containsExactly("a", "b");
        permits.giveBack();
        assertThat(offered).containsExactly("a", "b", "c");
        permits.giveBack();
        assertThat(permits.take(() -> true)).isTrue();
    }
}
