package io.meterbridge.ledger;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Collects what came of asking about each claimed account; anything that is no reading is left out. */
@Component("accountReadings")
class AccountReadings implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange collected, Exchange next) {
        var reading = next.getMessage().getBody();
        var result = collected == null ? next : collected;
        @SuppressWarnings("unchecked")
        List<AccountReading> readings = collected == null
                ? new ArrayList<>()
                : collected.getMessage().getBody(List.class);
        if (reading instanceof AccountReading one) {
            readings.add(one);
        }
        result.getMessage().setBody(readings);
        return result;
    }
}
