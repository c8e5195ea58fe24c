// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.karaf;

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.File;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Runs inside the booted Karaf; JUnit 4, because Pax Exam 4 knows no other. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DistributionIT {
    private static final Set<String> OURS = new TreeSet<>(Set.of(
            "org.ravning.api",
            "org.ravning.spi",
            "org.ravning.codec",
            "org.ravning.core",
            "org.ravning.backend.bluez",
            "org.ravning.backend.sim",
            "org.ravning.backend.feed",
            "org.ravning.profile.api",
            "org.ravning.profile.generic",
            "org.ravning.profile.sig",
            "org.ravning.profile.bthome",
            "org.ravning.profile.ruuvi",
            "org.ravning.profile.assorted",
            "org.ravning.profile.switchbot",
            "org.ravning.profile.atc",
            "org.ravning.profile.beacons",
            "org.ravning.profile.victron",
            "org.ravning.profile.xiaomi",
            "org.ravning.profile.declarative",
            "org.ravning.things",
            "org.ravning.mqtt",
            "org.ravning.broker",
            "org.ravning.console"));

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] config() {
        return options(
                karafDistributionConfiguration()
                        .frameworkUrl(new File(System.getProperty("ravning.karaf"))
                                .toURI()
                                .toString())
                        .unpackDirectory(new File("target/exam"))
                        .useDeployFolder(false),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                opened("java.base/java.lang", "java.base/java.net", "java.base/java.security", "java.base/java.util"),
                opened("java.naming/javax.naming.spi", "java.rmi/sun.rmi.transport.tcp"),
                exported("java.base/sun.net.www.protocol.file", "java.base/sun.net.www.protocol.http"),
                exported("java.base/sun.net.www.protocol.https", "java.base/sun.net.www.protocol.jar"),
                exported("java.base/sun.net.www.content.text", "java.rmi/sun.rmi.registry"),
                exported("jdk.naming.rmi/com.sun.jndi.url.rmi"));
    }

    @Test
    public void everyBundleOfOurs_booted_isActive() {
        Map<String, Integer> states = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (OURS.contains(bundle.getSymbolicName())) {
                states.put(bundle.getSymbolicName(), bundle.getState());
            }
        }
        assertEquals(OURS, states.keySet());
        states.forEach((name, state) -> assertEquals("state of " + name, Bundle.ACTIVE, state.intValue()));
    }

    @Test
    public void everyBundle_booted_isResolved() {
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            assertEquals("state of " + bundle, fragment ? Bundle.RESOLVED : Bundle.ACTIVE, bundle.getState());
        }
    }

    private static Option opened(String... packages) {
        return composite(Arrays.stream(packages)
                .map(name -> vmOption("--add-opens=" + name + "=ALL-UNNAMED"))
                .toArray(Option[]::new));
    }

    private static Option exported(String... packages) {
        return composite(Arrays.stream(packages)
                .map(name -> vmOption("--add-exports=" + name + "=ALL-UNNAMED"))
                .toArray(Option[]::new));
    }
}
