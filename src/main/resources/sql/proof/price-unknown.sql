-- Which records carry a price that their contract never had? (M-08)
select r.account_id, (min(r.id::text))::uuid as record_id, count(*) as found, sum(r.value) as amount
from metering_record r
where r.seller_id = :seller and r.source = 'orb'
  and not exists (select from price_snapshot p
                  where p.contract_id = r.contract_id and p.dimension = r.dimension
                    and p.unit_price = r.unit_price and p.currency = r.currency)
group by r.account_id
order by r.account_id
