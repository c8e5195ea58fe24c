// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the embedded broker as they stand in {@code org.ravning.broker.cfg}. */
@ObjectClassDefinition(
        id = BrokerComponent.PID,
        name = "Ravning embedded MQTT broker",
        description = "Runs only when the MQTT bridge has no other broker configured")
@interface BrokerConfig {

    @AttributeDefinition(description = "Address to listen on; anything but loopback needs user and password")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "TCP port; 0 takes any free one", min = "0", max = "65535")
    int port() default 1883;

    @AttributeDefinition(description = "User name that clients must present; empty asks for nothing")
    String user() default "";

    @AttributeDefinition(description = "Password of that user", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(description = "File whose first line is the password; used when password is empty")
    String passwordFile() default "";

    @AttributeDefinition(description = "Clients that may be connected at once", min = "1", max = "10000")
    int maxConnections() default 100;

    @AttributeDefinition(description = "Largest MQTT packet in bytes", min = "1024", max = "16777216")
    int maxMessageSize() default 1_048_576;

    @AttributeDefinition(description = "Topics that may hold a retained message (about 12 kB of heap each)", min = "1")
    int maxRetained() default 8000;
}
