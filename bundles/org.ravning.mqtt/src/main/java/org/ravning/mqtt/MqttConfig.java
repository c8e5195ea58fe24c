// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the MQTT bridge as they stand in {@code org.ravning.mqtt.cfg}; docs/mqtt.md explains them. */
@ObjectClassDefinition(id = MqttComponent.PID, name = "Ravning MQTT bridge")
@interface MqttConfig {
    /** The broker. */
    @AttributeDefinition(description = "tcp://host:1883 or ssl://host:8883; empty uses the embedded broker")
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

    /** The client id. */
    @AttributeDefinition(description = "MQTT client id; empty derives a lasting one from host name and base topic")
    String clientId() default "";

    /** The version of the protocol. */
    @AttributeDefinition(description = "MQTT version: 3.1.1 or 5")
    String mqttVersion() default "3.1.1";

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

    /** The base topic. */
    @AttributeDefinition(description = "First level of all topics")
    String baseTopic() default "ravning";

    /** The id of this gateway among several. */
    @AttributeDefinition(description = "Id of this gateway if several share the base topic; empty if it is alone")
    String gateway() default "";

    /** How soon another gateway has the things of one that is gone. */
    @AttributeDefinition(
            description = "Seconds until the things of a gateway that is gone are another's; the same at all",
            min = "4",
            max = "300")
    int leaseSeconds() default 20;

    /** Whether Home Assistant is told. */
    @AttributeDefinition(description = "Describe things to Home Assistant (and openHAB) by MQTT discovery")
    boolean homeAssistant() default true;

    /** Where Home Assistant looks. */
    @AttributeDefinition(description = "Topic that Home Assistant discovers under")
    String discoveryPrefix() default "homeassistant";

    /** How devices are described. */
    @AttributeDefinition(description = "component (a message for each entity) or device (one for each device)")
    String discoveryForm() default "component";

    /** Whether things are published by the Homie convention. */
    @AttributeDefinition(description = "Publish things by the Homie convention: off, 4, 5, or 4, 5")
    String homie() default "off";

    /** Where Homie's devices are. */
    @AttributeDefinition(description = "First level of Homie's topics; controllers look under homie")
    String homieTopic() default "homie";

    /** How many connections Homie 4 may have for last wills. */
    @AttributeDefinition(
            description = "The most devices of Homie 4 with a connection of their own for their last will",
            min = "0",
            max = "1000")
    int homieWills() default 100;

    /** How often an unchanged state is published. */
    @AttributeDefinition(
            description = "Seconds between states of a thing when no value changed; 0 publishes each",
            min = "0")
    int repeatSeconds() default 10;

    /** Whose states are not retained. */
    @AttributeDefinition(description = "Things whose states are not retained, * for anything")
    String unretained() default "";

    /** Whose states are sent at most once. */
    @AttributeDefinition(description = "Things whose states are sent with QoS 0 and not retained, * for anything")
    String atMostOnce() default "";

    /** How long a command may take that does not say. */
    @AttributeDefinition(
            description = "Seconds that a command may take unless it says otherwise",
            min = "1",
            max = "600")
    int commandSeconds() default 30;

    /** The largest command. */
    @AttributeDefinition(description = "Largest payload of a command in bytes", min = "256", max = "1048576")
    int maxCommandSize() default 65_536;

    /** Whether advertisements are published. */
    @AttributeDefinition(description = "Publish advertisements as heard")
    boolean advertisements() default false;

    /** How often for each device. */
    @AttributeDefinition(description = "Milliseconds between advertisements of one device; 0 publishes each", min = "0")
    int advertisementInterval() default 1000;

    /** Whether of things only. */
    @AttributeDefinition(description = "Publish advertisements of things only, not of unknown devices")
    boolean advertisementsOfThingsOnly() default false;

    /** Of which devices. */
    @AttributeDefinition(description = "Publish advertisements of these addresses only, * for anything; empty is all")
    String advertisementDevices() default "";

    /** How well they must be heard. */
    @AttributeDefinition(
            description = "Publish advertisements heard at least so well, in dBm",
            min = "-128",
            max = "20")
    int advertisementMinRssi() default -128;

    /** Raw GATT access. */
    @AttributeDefinition(
            description = "Raw GATT access: off, allow-list or all; empty is all on the embedded broker"
                    + " without a login, else off")
    String gattAccess() default "";

    /** What raw GATT access may touch. */
    @AttributeDefinition(
            description = "With allow-list: address/service/characteristic, * for any, separated by commas")
    String gattAllow() default "";
}
