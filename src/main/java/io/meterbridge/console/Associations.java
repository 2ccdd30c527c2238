package io.meterbridge.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The bodies that map a buyer or a contract, and that change one custom property. */
final class Associations {

    private Associations() {
    }

    /** Maps to a subscription; unmaps when there is none. */
    static ObjectNode mapping(String subscription) {
        var body = JsonNodeFactory.instance.objectNode();
        var associations = body.putObject("external_associations");
        if (subscription == null) {
            associations.putNull("orb");
        } else {
            associations.putObject("orb").putObject("mapped_object").put("id", subscription);
        }
        return body;
    }

    /** Sets a property; removes it when there is no value. */
    static ObjectNode property(String name, String value) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("custom_properties").put(name == null ? "" : name, value);
        return body;
    }
}
