// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.paging.PagingStoreFactory;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreFactoryNIO;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreImpl;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.jspecify.annotations.Nullable;

/**
 * Artemis with one account of memory for all topics.
 *
 * <p>Artemis keeps one for each topic, with room for files of messages that this broker never writes: 8 kB of heap each, more
 * than all else of a topic together.
 */
final class LeanServer extends ActiveMQServerImpl {

    LeanServer(Configuration configuration, ActiveMQSecurityManager security) {
        super(configuration, null, security);
    }

    @Override
    protected PagingStoreFactory getPagingStoreFactory() {
        return new OneStore();
    }

    private final class OneStore extends PagingStoreFactoryNIO {

        private @Nullable PagingStore store;

        OneStore() {
            super(
                    LeanServer.this.getStorageManager(),
                    LeanServer.this.getConfiguration().getPagingLocation(),
                    LeanServer.this.getConfiguration().getPageSyncTimeout(),
                    LeanServer.this.getScheduledPool(),
                    LeanServer.this.getExecutorFactory(),
                    false,
                    null);
        }

        @Override
        public synchronized PagingStore newStore(SimpleString address, AddressSettings settings) {
            PagingStore shared = store;
            if (shared == null) {
                shared = new Shared(this, address, settings);
                store = shared;
            }
            return shared;
        }
    }

    /** Outlives every topic that uses it. It has no thread and no file, so nothing is left to be ended with the server. */
    private final class Shared extends PagingStoreImpl {

        Shared(PagingStoreFactoryNIO factory, SimpleString address, AddressSettings settings) {
            super(
                    address,
                    LeanServer.this.getScheduledPool(),
                    LeanServer.this.getConfiguration().getPageSyncTimeout(),
                    LeanServer.this.getPagingManager(),
                    LeanServer.this.getStorageManager(),
                    null,
                    factory,
                    address,
                    settings,
                    LeanServer.this.getExecutorFactory().getExecutor(),
                    false);
        }

        /** Nothing: Artemis takes a topic for used as long as its own account holds something, even without a subscriber. */
        @Override
        public long getAddressSize() {
            return 0;
        }

        @Override
        public void destroy() {
            // one topic less uses it
        }
    }
}
