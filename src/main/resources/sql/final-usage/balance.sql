-- What is left of this account, held still until this transaction ends?
select a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off as open, a.currency,
       (select p.unit_price from price_snapshot p where p.contract_id = f.contract_id
        order by p.effective_at desc, p.id desc limit 1) as unit_price,
       (select count(*) from metering_record r
        where r.account_id = a.id and r.status in ('held', 'frozen', 'sending', 'unknown')) as unsettled,
       coalesce(f.lost_amount, 0) as lost_amount, f.dropped_amount, f.last_read_at, f.next_read_at, f.gave_up_at
from final_usage f
join account a on a.id = f.account_id
where f.id = :id
for update of a
