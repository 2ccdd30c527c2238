package io.meterbridge.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The daily sums of {@code GET /api/usageEvents}, for the subscriptions of one application. */
final class AzureDailySums {

    private final AzureMarketplaceService service;
    private final String clientId;
    private final Instant now;

    AzureDailySums(AzureMarketplaceService service, String clientId, Instant now) {
        this.service = service;
        this.clientId = clientId;
        this.now = now;
    }

    private record Group(LocalDate day, String resourceId, String dimension, String planId)
            implements Comparable<Group> {

        @Override
        public int compareTo(Group other) {
            return toString().compareTo(other.toString());
        }
    }

    SandboxAnswer answer(SandboxRequest request) {
        var from = date(request, "usageStartDate");
        if (from == null) {
            return AzureJson.answer(400,
                    AzureJson.error("BadArgument", "The usageStartDate is required."));
        }
        var given = date(request, "UsageEndDate");
        var to = given == null ? now.atOffset(ZoneOffset.UTC).toLocalDate() : given;
        var groups = new TreeMap<Group, List<BigDecimal>>();
        for (var usage : service.slots.all()) {
            var group = new Group(usage.key().hour().atOffset(ZoneOffset.UTC).toLocalDate(),
                    usage.key().resourceId(), usage.key().dimension(), usage.planId());
            var isAsked = !group.day().isBefore(from) && !group.day().isAfter(to);
            if (isAsked && isVisible(usage)) {
                groups.computeIfAbsent(group, any -> new ArrayList<>()).add(usage.quantity());
            }
        }
        var rows = JsonNodeFactory.instance.arrayNode();
        groups.forEach((group, quantities) -> {
            var sum = quantities.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            rows.addObject()
                    .put("usageDate", group.day() + "T00:00:00Z")
                    .put("usageResourceId", group.resourceId())
                    .put("dimension", group.dimension())
                    .put("planId", group.planId())
                    .put("planName", "")
                    .put("offerId", service.subscriptions.get(group.resourceId()).offerId())
                    .put("offerName", "")
                    .put("offerType", "SaaS")
                    .put("azureSubscriptionId", "")
                    .put("reconStatus", "Submitted")
                    .put("submittedQuantity", sum)
                    .put("processedQuantity", 0)
                    .put("submittedCount", quantities.size());
        });
        return AzureJson.answer(200, rows);
    }

    private boolean isVisible(AcceptedAzureUsage usage) {
        var subscription = service.subscriptions.get(usage.key().resourceId());
        return subscription != null && subscription.mayBeMeteredBy(clientId)
                && !usage.acceptedAt().isAfter(now.minus(service.sumsLag));
    }

    private static LocalDate date(SandboxRequest request, String name) {
        var values = request.parameters().get(name);
        if (values == null || values.get(0).length() < 10) {
            return null;
        }
        try {
            return LocalDate.parse(values.get(0).substring(0, 10));
        } catch (DateTimeException notADate) {
            return null;
        }
    }
}
