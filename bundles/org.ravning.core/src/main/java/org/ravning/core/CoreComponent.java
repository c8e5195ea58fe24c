// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.spi.Backend;

/** A core in an OSGi framework: backends come and go as services, and its own parts are services. */
@Component(
        service = {},
        immediate = true)
public final class CoreComponent {
    private final Core core;
    private final ServicePublisher publisher;

    /** Starts the core and publishes it. */
    @Activate
    public CoreComponent(BundleContext context) {
        core = new Core(CoreThreads.system());
        publisher = new ServicePublisher(context, core);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addBackend(Backend backend) {
        core.addBackend(backend);
    }

    void removeBackend(Backend backend) {
        core.removeBackend(backend);
    }

    @Deactivate
    void deactivate() {
        publisher.close();
        core.close();
    }
}
