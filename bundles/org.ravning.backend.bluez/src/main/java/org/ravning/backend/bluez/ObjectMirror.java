// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of bluetoothd as last told, by path. Used on the loop only. */
final class ObjectMirror {
    private final Map<String, BluezObject> objects = new HashMap<>();

    @Nullable
    BluezObject get(String path) {
        return objects.get(path);
    }

    /** Returns the object if it has that interface. */
    @Nullable
    BluezObject get(String path, String iface) {
        BluezObject object = objects.get(path);
        return object != null && object.is(iface) ? object : null;
    }

    /** Returns the objects below a path that have that interface, in the order of their paths. */
    List<BluezObject> below(String path, String iface) {
        List<BluezObject> found = new ArrayList<>();
        String beginning = path + "/";
        for (BluezObject object : objects.values()) {
            if (object.is(iface) && object.path().startsWith(beginning)) {
                found.add(object);
            }
        }
        found.sort(Comparator.comparing(BluezObject::path));
        return found;
    }

    /** Takes in an object; returns it, or null if it has no interface that is mirrored. */
    @Nullable
    BluezObject add(String path, Map<?, ?> interfaces) {
        for (Map.Entry<?, ?> entry : interfaces.entrySet()) {
            if (entry.getKey() instanceof String iface
                    && BluezObject.isMirrored(iface)
                    && entry.getValue() instanceof Map<?, ?> properties) {
                BluezObject object = get(path, iface);
                if (object == null) {
                    object = new BluezObject(path, iface);
                    objects.put(path, object);
                }
                object.update(properties, List.of());
                if (interfaces.get(BluezObject.MONITORS) instanceof Map<?, ?> monitors) {
                    object.update(monitors, List.of());
                }
                return object;
            }
        }
        return null;
    }

    /** Forgets the objects below a path that are not among these. */
    void retainBelow(String path, Set<?> paths) {
        String beginning = path + "/";
        objects.keySet().removeIf(below -> below.startsWith(beginning) && !paths.contains(below));
    }

    /** Forgets an object if the interfaces that left are those it is known for; returns it then. */
    @Nullable
    BluezObject remove(String path, List<?> interfaces) {
        BluezObject object = objects.get(path);
        if (object == null || interfaces.stream().noneMatch(i -> i instanceof String iface && object.is(iface))) {
            return null;
        }
        objects.remove(path);
        return object;
    }
}
