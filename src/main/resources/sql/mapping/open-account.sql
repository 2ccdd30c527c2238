-- A subscription is mapped for the first time: its baseline is set now and never again (M-02).
insert into account (id, seller_id, orb_subscription_id, currency, cost_basis, state, time_zone,
    subscription_start, subscription_end, period_start, period_end, subscription_read_at, baseline_at,
    first_hour, cursor_hour, history_read_to, cost, baseline, next_read_at, created_at)
values (:id, :seller, :subscription, :currency, :costBasis, 'metering', :timeZone,
    :subscriptionStart, :subscriptionEnd, :periodStart, :periodEnd, :now, :baselineAt,
    :firstHour, :firstHour::timestamptz - interval '1 hour', :readTo, :cost, :baseline, :now, :now)
on conflict (seller_id, orb_subscription_id) do nothing
