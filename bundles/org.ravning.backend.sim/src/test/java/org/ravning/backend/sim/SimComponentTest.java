// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.ravning.api.BleUnavailableException;
import org.ravning.spi.Backend;

class SimComponentTest {
    private final List<Backend> registered = new ArrayList<>();

    @Test
    void unasked_offersNothing() {
        SimComponent component = new SimComponent(framework(null), config(false, "default"));

        assertThat(registered).isEmpty();
        component.withdraw();
    }

    @Test
    void frameworkProperty_offersTheDefaultAir() {
        SimComponent component = new SimComponent(framework("default"), config(false, "x"));

        assertThat(registered)
                .singleElement()
                .isInstanceOfSatisfying(
                        SimBackend.class,
                        backend -> assertThat(backend.air().devices()).hasSize(8));
        component.withdraw();
        assertThat(registered).isEmpty();
    }

    @Test
    void configuration_offersItsFile() {
        SimComponent component = new SimComponent(framework(null), config(true, "default"));

        assertThat(registered).hasSize(1);
        component.withdraw();
    }

    @Test
    void mistakeInTheFile_becomesAStatus() {
        Recorder core = new Recorder();
        new SimComponent(framework("none.yaml"), config(false, "default"));

        registered.get(0).start(core);

        assertThat(core.statuses).singleElement().satisfies(status -> {
            assertThat(status.reason()).isEqualTo(BleUnavailableException.Reason.FAILED);
            assertThat(status.message()).isEqualTo("none.yaml: there is no such file");
        });
        assertThat(core.radios).isEmpty();
        registered.get(0).stop();
    }

    private BundleContext framework(@Nullable String simulate) {
        return proxy(BundleContext.class, (method, arguments) -> switch (method) {
            case "getProperty" -> simulate;
            case "registerService" -> {
                registered.add((Backend) arguments[1]);
                yield proxy(ServiceRegistration.class, (unregister, none) -> {
                    registered.remove(0);
                    return null;
                });
            }
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Answer {
        @Nullable
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answer.to(method.getName(), arguments == null ? new Object[0] : arguments)));
    }

    private static SimConfig config(boolean enabled, String file) {
        return proxy(SimConfig.class, (method, none) -> method.equals("enabled") ? enabled : file);
    }
}
