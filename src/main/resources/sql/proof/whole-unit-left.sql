-- Which records left a whole unit open that they could have carried? (R-02)
select r.account_id, (min(r.id::text))::uuid as record_id, count(*) as found,
       sum(r.cost - r.baseline - r.included - r.committed_before - r.written_off - r.value) as amount
from metering_record r
where r.seller_id = :seller and r.source = 'orb' and r.quantity > 0 and r.quantity < :unitsMax
  and r.cost - r.baseline - r.included - r.committed_before - r.written_off - r.value >= r.unit_price
group by r.account_id
order by r.account_id
