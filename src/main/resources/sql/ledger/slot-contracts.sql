-- Whom is the marketplace told about when usage of these contracts is entered by hand, at which prices, and
-- whose cost can it cover?
select c.id as contract_id, c.start_at as from_at, case when c.status = 'cancelled' then c.end_at end as until_at,
       c.cloud, c.start_at, c.end_at, c.cloud_identifiers::text as contract_identifiers,
       c.metering_identity::text as fixed_identity, c.included_amount, c.included_term, c.listing_id,
       b.cloud_identifiers::text as buyer_identifiers,
       l.cloud_id as product, l.metering_identity, l.service_name, l.value_type, l.currency,
       l.shadow or coalesce(i.mode = 'test' and not l.send_from_test_mode, false) as shadow,
       case when not (coalesce(i.mode = 'test' and not l.send_from_test_mode, false)) then c.cut_over_at end as sends_from, l.hold::text as hold,
       (select jsonb_agg(jsonb_build_object('effectiveAt', p.effective_at, 'dimension', p.dimension,
                                            'unitPrice', p.unit_price::text, 'plan', p.plan) order by p.id)
        from price_snapshot p where p.contract_id = c.id)::text as prices,
       payer.id as account_id, payer.currency as account_currency, payer.first_hour,
       exists (select from final_usage f where f.contract_id = c.id and f.state = 'open') as ended
from contract c
join buyer b on b.id = c.buyer_id
join listing l on l.id = c.listing_id
left join integration i on i.seller_id = c.seller_id and i.provider = 'orb'
left join lateral (
    -- the account it meters now, else the one it metered last
    select a.id, a.currency, a.first_hour
    from account_contract ac
    join account a on a.id = ac.account_id
    where ac.contract_id = c.id
    order by ac.until_at desc nulls first
    limit 1) payer on true
where c.id = any (:contracts)
