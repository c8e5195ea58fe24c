// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Profile;
import org.ravning.profile.declarative.folder.FolderEvent;
import org.ravning.profile.declarative.folder.FolderWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the profiles in OSGi, each as a service, and says in its health which files are set aside. */
@Component(service = HealthSource.class, immediate = true, configurationPid = "org.ravning.profile.declarative")
@Designate(ocd = DeclarativeConfig.class)
public final class DeclarativeComponent implements HealthSource {
    private static final Logger LOG = LoggerFactory.getLogger(DeclarativeComponent.class);
    private static final String FOLDER = "profiles";

    private final BundleContext context;
    private final ProfileShelf shelf;
    private final @Nullable FolderWatch watch;

    /** Offers the shipped profiles, and those of the folder. */
    @Activate
    public DeclarativeComponent(BundleContext context, DeclarativeConfig config) {
        this.context = context;
        shelf = new ProfileShelf(config.shipped() ? new ShippedProfiles().profiles() : List.of(), this::register);
        Path folder = folder(config.folder());
        Duration interval = Duration.ofSeconds(Math.max(1, config.lookSeconds()));
        watch = folder == null ? null : new FolderWatch(folder, interval, this::follow);
    }

    private void follow(FolderEvent event) {
        shelf.follow(event);
        if (event.mistake() == null) {
            LOG.info("{}", event);
        } else {
            LOG.warn("{}", event);
        }
    }

    private @Nullable Path folder(String setting) {
        if (!setting.isEmpty()) {
            return Paths.get(setting);
        }
        String settings = context.getProperty("ravning.config");
        String karaf = context.getProperty("karaf.etc");
        return settings != null ? Paths.get(settings, FOLDER) : karaf != null ? Paths.get(karaf, FOLDER) : null;
    }

    private AutoCloseable register(Profile profile) {
        ServiceRegistration<?> registration = profile instanceof GattProfile link
                ? context.registerService(GattProfile.class, link, null)
                : context.registerService(AdvertisementProfile.class, (AdvertisementProfile) profile, null);
        return registration::unregister;
    }

    /** Withdraws the profiles. */
    @Deactivate
    public void withdraw() {
        if (watch != null) {
            watch.close();
        }
        shelf.close();
    }

    @Override
    public String name() {
        return "profiles";
    }

    @Override
    public Health health() {
        return shelf.health();
    }
}
