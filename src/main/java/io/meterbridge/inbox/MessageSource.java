package io.meterbridge.inbox;

import java.time.Duration;
import java.util.Map;

/** How one cloud's messages are fetched: what a seller's connection becomes in that cloud's route template. */
interface MessageSource {

    /** The provider of the integration. */
    String cloud();

    /** After how long without a sign of life a consumer counts as dead. */
    Duration silence();

    /**
     * What the template is filled with. Nothing is called yet.
     *
     * @param row  the seller's integration: {@code seller_id}, {@code settings}, {@code sealed_secret}
     * @param bean a name for the opened source's bean that no other one has
     * @throws RuntimeException when the settings cannot work
     */
    Opened open(Map<String, Object> row, String bean);

    /**
     * A source that a consumer can be made of.
     *
     * @param template   id of its route template
     * @param parameters of the template
     * @param bean       what the template finds in the registry under the bean's name
     */
    record Opened(String template, Map<String, Object> parameters, Object bean) {
    }
}
