// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("org.ravning");

    static List<House.Room> rooms() {
        return House.ROOMS;
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void everyBundle_importsOnlyWhatItsRowAllows(House.Room room) {
        List<JavaClass> mine = classesOf(room);
        assertThat(mine).as("classes of %s seen by this test", room.root()).isNotEmpty();

        Set<String> forbidden = new TreeSet<>();
        for (JavaClass from : mine) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                Optional<House.Room> to = House.roomOf(target);
                if (to.isPresent()
                        && !to.get().equals(room)
                        && !room.mayImport().contains(to.get().root())) {
                    forbidden.add(dependency.getDescription());
                }
            }
        }
        assertThat(forbidden)
                .as("%s may import only %s", room.root(), room.mayImport())
                .isEmpty();
    }

    @Test
    void everyClassOfOurs_belongsToABundle() {
        assertThat(CLASSES.stream()
                        .filter(type -> House.roomOf(type.getPackageName()).isEmpty())
                        .filter(type -> !type.getPackageName().startsWith("org.ravning.itest"))
                        .map(JavaClass::getName))
                .as("add the new bundle's row to House")
                .isEmpty();
    }

    @Test
    void flow_isUsedWhereAndroidCanDoWithoutIt() {
        Set<String> users = CLASSES.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(to -> to.getTargetClass().getName().startsWith("java.util.concurrent.Flow")))
                .map(type -> type.getName().replaceAll("\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(users).containsExactly("org.ravning.api.BleFlow", "org.ravning.api.FlowBridge");
    }

    @Test
    void packages_haveNoCycles() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void everyPackage_isInOneBundleOnly(House.Room room) {
        assertThat(classesOf(room).stream()
                        .flatMap(type -> type.getSource().stream())
                        .map(source -> source.getUri().toString())
                        .map(uri -> uri.substring(0, uri.lastIndexOf("/org/ravning/")))
                        .collect(Collectors.toSet()))
                .as("places that %s was found in", room.root())
                .hasSize(1);
    }

    private static List<JavaClass> classesOf(House.Room room) {
        return CLASSES.stream()
                .filter(type ->
                        House.roomOf(type.getPackageName()).filter(room::equals).isPresent())
                .collect(Collectors.toUnmodifiableList());
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return House.roomOf(type.getPackageName()).isPresent()
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the packages of our bundles";
        }
    }
}
