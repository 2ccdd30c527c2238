package io.meterbridge.api.openapi;

import com.networknt.schema.ValidationMessage;
import io.meterbridge.api.problem.Notice;

/** What a schema has against a value, in the words of a problem document. */
final class Messages {

    private Messages() {
    }

    static Notice of(ValidationMessage message) {
        var place = message.getInstanceLocation().toString();
        var missing = message.getType().equals("required") ? "/" + message.getProperty() : "";
        return new Notice(place + missing, textOf(message));
    }

    /** The message without the place it begins with, which the notice carries on its own. */
    static String textOf(ValidationMessage message) {
        var prefix = message.getInstanceLocation() + ": ";
        var text = message.getMessage();
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
}
