// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings; those of the broker that are not set here are those of the MQTT bridge. */
@ObjectClassDefinition(
        id = FeedComponent.PID,
        name = "Ravning feeds",
        description = "What other gateways hear, from an MQTT broker")
@interface FeedConfig {
    /** Which gateways. */
    @AttributeDefinition(
            description =
                    "theengs, openmqttgateway, ruuvi, ravning; each may be followed by a topic filter; empty is off")
    String sources() default "";

    /** When a gateway is gone. */
    @AttributeDefinition(description = "Seconds of silence after which a gateway is gone", min = "5", max = "86400")
    int silenceSeconds() default 300;

    /** How old an advertisement may be. */
    @AttributeDefinition(
            description = "Seconds that an advertisement may be old, or a gateway's clock wrong; 0 is any",
            min = "0",
            max = "86400")
    int maxAgeSeconds() default 90;

    /** How many gateways. */
    @AttributeDefinition(description = "Gateways that are listened to at most", min = "1", max = "256")
    int maxGateways() default 16;

    /** How many advertisements. */
    @AttributeDefinition(description = "Advertisements of all gateways in a second at most", min = "1", max = "100000")
    int maxPerSecond() default 2000;

    /** The broker. */
    @AttributeDefinition(description = "tcp://host:1883 or ssl://host:8883; empty is the embedded broker")
    String url() default "";

    /** The user name. */
    @AttributeDefinition(description = "User name for the broker")
    String user() default "";

    /** The password. */
    @AttributeDefinition(description = "Password of that user", type = AttributeType.PASSWORD)
    String password() default "";

    /** A file with the password. */
    @AttributeDefinition(description = "File whose first line is the password; used when password is empty")
    String passwordFile() default "";

    /** Key store with trusted authorities. */
    @AttributeDefinition(description = "PKCS #12 or JKS file with trusted authorities; empty uses Java's own")
    String trustStore() default "";

    /** Its password. */
    @AttributeDefinition(description = "Password of the trust store", type = AttributeType.PASSWORD)
    String trustStorePassword() default "";

    /** Key store with the client's certificate. */
    @AttributeDefinition(description = "PKCS #12 or JKS file with the client's certificate and key")
    String keyStore() default "";

    /** Its password. */
    @AttributeDefinition(description = "Password of the key store", type = AttributeType.PASSWORD)
    String keyStorePassword() default "";
}
