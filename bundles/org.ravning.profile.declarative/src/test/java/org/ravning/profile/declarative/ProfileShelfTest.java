// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ravning.api.health.Health;
import org.ravning.profile.api.Profile;
import org.ravning.profile.declarative.folder.FolderEvent;
import org.ravning.profile.declarative.language.ProfileReader;

class ProfileShelfTest {
    private static final Profile SHIPPED = profile("acme", "Shipped");
    private static final Profile MINE = profile("acme", "Mine");
    private static final Profile OTHER = profile("other", "Other");

    private final List<String> offered = new ArrayList<>();
    private final ProfileShelf shelf = new ProfileShelf(List.of(SHIPPED), profile -> {
        String title = profile.info().title();
        offered.add(title);
        return () -> offered.remove(title);
    });

    @Test
    void fileOfAShippedId_followed_replacesItWhileItIsThere() {
        shelf.follow(new FolderEvent("acme.yaml", null, MINE, null));
        assertThat(offered).containsExactly("Mine");

        shelf.follow(new FolderEvent("acme.yaml", MINE, null, null));
        assertThat(offered).containsExactly("Shipped");
    }

    @Test
    void otherIdInTheSameFile_followed_withdrawsTheFirst() {
        shelf.follow(new FolderEvent("mine.yaml", null, MINE, null));
        shelf.follow(new FolderEvent("mine.yaml", MINE, OTHER, null));

        assertThat(offered).containsExactlyInAnyOrder("Shipped", "Other");
        assertThat(shelf.health().summary()).isEqualTo("1 shipped, 1 from files");
    }

    @Test
    void brokenFile_followed_isToldInTheHealthUntilMended() {
        shelf.follow(new FolderEvent("other.yaml", null, OTHER, null));
        shelf.follow(new FolderEvent("other.yaml", OTHER, null, "other.yaml:3: wrong"));

        assertThat(offered).containsExactly("Shipped");
        assertThat(shelf.health().level()).isEqualTo(Health.Level.WARN);
        assertThat(shelf.health().summary()).isEqualTo("1 shipped, 0 from files, 1 set aside: other.yaml:3: wrong");

        shelf.follow(new FolderEvent("other.yaml", null, OTHER, null));
        assertThat(shelf.health().level()).isEqualTo(Health.Level.OK);
    }

    @Test
    void idTakenOverByAnotherFile_followed_staysOffered() {
        Profile first = profile("other", "First");
        shelf.follow(new FolderEvent("b.yaml", null, OTHER, null));
        shelf.follow(new FolderEvent("a.yaml", null, first, null));
        shelf.follow(new FolderEvent("b.yaml", OTHER, null, "b.yaml: a.yaml holds a profile of the same name"));

        assertThat(offered).containsExactly("Shipped", "First");
    }

    @Test
    void shelf_closed_offersNothing() {
        shelf.follow(new FolderEvent("other.yaml", null, OTHER, null));
        shelf.close();

        assertThat(offered).isEmpty();
    }

    private static Profile profile(String id, String title) {
        return ProfileReader.read(
                "profile: " + id + "\ntitle: " + title + "\nmatch: {company: 1}\nfields: {temperature: {at: 0}}",
                id + ".yaml");
    }
}
