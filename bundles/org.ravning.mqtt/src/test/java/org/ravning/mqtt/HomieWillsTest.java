// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;

class HomieWillsTest extends HomieRig {
    @ParameterizedTest
    @ValueSource(strings = {"4", "5"})
    void gatewayDies_brokerSaysSoOfEveryDevice_andItReturns(String homie) throws Exception {
        try (CuttableLink link = new CuttableLink(broker.uri())) {
            rig = Rig.start(link.uri(), "homie", homie);
            rig.things.add(WEATHER);
            rig.things.add(LAMP);
            rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
            tellAll();
            awaitReady(homie, WEATHER_ID);
            awaitReady(homie, "ravning-c47c8d6a1023");
            int wills = homie.equals("4") ? 2 : 1;
            Await.until("the wills are held", () -> link.connections() == 1 + wills);

            link.cut();

            if (homie.equals("4")) {
                client.awaitPayload("homie/" + WEATHER_ID + "/$state", "lost");
                client.awaitPayload(LAMP_4 + "$state", "lost");
            } else {
                client.awaitPayload(ROOT + "$state", "lost");
            }
            client.awaitPayload("ravning/bridge/state", "{\"state\":\"offline\"}");
            link.heal();
            awaitReady(homie, WEATHER_ID);
            awaitReady(homie, "ravning-c47c8d6a1023");
            Await.until("the wills are held again", () -> link.connections() == 1 + wills);
            client.awaitPayload(base(homie) + WEATHER_ID + "/$state", "ready");
            rig.close();
        }
        client.awaitPayload(base(homie) + WEATHER_ID + "/$state", "disconnected");
    }

    @Test
    void wills_haveABound() throws Exception {
        try (CuttableLink link = new CuttableLink(broker.uri())) {
            rig = Rig.start(link.uri(), "homie", "4", "homieWills", 0);
            rig.things.add(WEATHER);
            rig.things.state(WEATHER, Map.of("temperature", Value.of(20)));
            rig.things.add(LAMP);
            tellAll();
            awaitReady("4", WEATHER_ID);
            client.awaitPayload(LAMP_4 + "$state", "ready");

            assertThat(link.connections()).isLessThanOrEqualTo(2);
            rig.close();
        }
    }
}
