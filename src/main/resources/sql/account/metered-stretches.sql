-- Which contract gives these accounts' records their identity, price and included amount, and when?
select ac.account_id, ac.contract_id, ac.from_at, ac.until_at,
       c.cloud, c.start_at, c.end_at, c.cloud_identifiers::text as contract_identifiers,
       c.metering_identity::text as fixed_identity, c.included_amount, c.included_term, c.listing_id,
       b.cloud_identifiers::text as buyer_identifiers,
       l.cloud_id as product, l.metering_identity, l.service_name, l.value_type, l.currency,
       l.shadow or (i.mode = 'test' and not l.send_from_test_mode) as shadow,
       case when not (i.mode = 'test' and not l.send_from_test_mode) then c.cut_over_at end as sends_from, l.hold::text as hold,
       (select jsonb_agg(jsonb_build_object('effectiveAt', p.effective_at, 'dimension', p.dimension,
                                            'unitPrice', p.unit_price::text, 'plan', p.plan) order by p.id)
        from price_snapshot p where p.contract_id = c.id)::text as prices
from account_contract ac
join contract c on c.id = ac.contract_id
join buyer b on b.id = c.buyer_id
join listing l on l.id = c.listing_id
join integration i on i.seller_id = c.seller_id and i.provider = 'orb'
where ac.account_id = any (:ids)
order by ac.account_id, ac.from_at
