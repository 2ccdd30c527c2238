package io.meterbridge.config;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/**
 * Lets one exchange at a time through each route that asks for it ({@code routePolicy: oneAtATime}). For claims:
 * workers of one process that claim at the same moment choose the same rows, and all but one of them in vain.
 */
@Component("oneAtATime")
class OneAtATime extends RoutePolicySupport {

    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        turnsOf(route).acquireUninterruptibly();
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        turnsOf(route).release();
    }

    private Semaphore turnsOf(Route route) {
        return turns.computeIfAbsent(route.getRouteId(), id -> new Semaphore(1, true));
    }
}
