package io.meterbridge.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meterbridge.config.MeterbridgeProperties;
import io.meterbridge.metering.MarketplaceRules;
import io.meterbridge.metering.Resends;
import java.util.List;
import org.springframework.stereotype.Component;

/** How often each cloud's unanswered records are sent again, as the settings say. */
@Component
class ResendBounds {

    private static final String GCP = "gcp";
    private static final List<String> BUILT_IN = List.of("aws", "azure", GCP);

    private final Resends gcp;

    ResendBounds(MeterbridgeProperties settings) {
        this.gcp = MarketplaceRules.GCP.resends().withMax(settings.metering().gcpResends());
    }

    Resends of(String cloud) {
        return GCP.equals(cloud) ? gcp : MarketplaceRules.of(cloud).resends();
    }

    /** The bounded clouds, as rows of {@code cloud}, {@code most} and {@code seconds} for a statement. */
    String json() {
        var rows = JsonNodeFactory.instance.arrayNode();
        for (var cloud : BUILT_IN) {
            var resends = of(cloud);
            if (resends.isBounded()) {
                rows.addObject().put("cloud", cloud).put("most", resends.max())
                        .put("seconds", resends.within().toSeconds());
            }
        }
        return rows.toString();
    }
}
