// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.ravning.api.AdapterId;
import org.ravning.api.AdapterListener;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleCentral;
import org.ravning.api.BleException;
import org.ravning.api.BleScanner;
import org.ravning.api.Subscription;
import org.ravning.api.health.HealthSource;

/**
 * Publishes a core in the service registry: its entry objects, its health, and one {@link BleAdapter} for each adapter
 * that is there, with the properties {@code id}, {@code backend} and {@code state}.
 */
final class ServicePublisher implements AdapterListener, AutoCloseable {
    private final BundleContext context;
    private final List<ServiceRegistration<?>> fixed = new ArrayList<>();
    private final Map<AdapterId, ServiceRegistration<BleAdapter>> adapters = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Subscription listening;
    private boolean closed;

    ServicePublisher(BundleContext context, Core core) {
        this.context = context;
        fixed.add(context.registerService(BleAdapters.class, core.adapters(), null));
        fixed.add(context.registerService(BleScanner.class, core.scanner(), null));
        fixed.add(context.registerService(BleCentral.class, core.central(), null));
        fixed.add(context.registerService(HealthSource.class, core.health(), null));
        listening = core.adapters().listen(this);
    }

    @Override
    public void onAdapterAdded(BleAdapter adapter) {
        ServiceRegistration<BleAdapter> added = context.registerService(BleAdapter.class, adapter, properties(adapter));
        ServiceRegistration<BleAdapter> stale = put(adapter.id(), added);
        if (stale != null) {
            stale.unregister();
        }
    }

    @Override
    public void onAdapterChanged(BleAdapter adapter) {
        ServiceRegistration<BleAdapter> registration = get(adapter.id());
        if (registration != null) {
            registration.setProperties(properties(adapter));
        }
    }

    @Override
    public void onAdapterRemoved(BleAdapter adapter, BleException cause) {
        ServiceRegistration<BleAdapter> registration = take(adapter.id());
        if (registration != null) {
            registration.unregister();
        }
    }

    @Override
    public void close() {
        listening.close();
        List<ServiceRegistration<?>> all = new ArrayList<>(fixed);
        lock.lock();
        try {
            closed = true;
            all.addAll(adapters.values());
            adapters.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(ServiceRegistration::unregister);
    }

    /** Keeps a registration; returns what is to be undone: the one it replaces, or itself after close. */
    private @Nullable ServiceRegistration<BleAdapter> put(AdapterId id, ServiceRegistration<BleAdapter> added) {
        lock.lock();
        try {
            return closed ? added : adapters.put(id, added);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ServiceRegistration<BleAdapter> get(AdapterId id) {
        lock.lock();
        try {
            return adapters.get(id);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ServiceRegistration<BleAdapter> take(AdapterId id) {
        lock.lock();
        try {
            return adapters.remove(id);
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("JdkObsolete") // the framework's interface asks for a Dictionary
    private static Dictionary<String, Object> properties(BleAdapter adapter) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("id", adapter.id().toString());
        properties.put("backend", adapter.backend());
        properties.put("state", adapter.state().name());
        return properties;
    }
}
