-- What does Orb say about the subscription itself now?
update account
set subscription_start = :#subscriptionStart::timestamptz, subscription_end = :#subscriptionEnd::timestamptz,
    period_start = :#periodStart::timestamptz, period_end = :#periodEnd::timestamptz,
    subscription_read_at = :#now::timestamptz
where id = :#accountId and claim_token = :#claimToken
