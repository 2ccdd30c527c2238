-- Of which contracts that ended is something left that the marketplace soon takes no more, or is it over and a record
-- still unsettled?
select 'final-usage' as kind, f.seller_id, c.cloud, f.contract_id, a.orb_subscription_id as subscription_id,
       f.cancelled_at as since,
       f.give_up_at as deadline_at, greatest(amount.open, 0) + amount.waiting as amount, a.currency,
       case when f.gave_up_at is null
            then 'The contract has ended and not all of its usage is booked; the marketplace is about to close it.'
            else 'The contract has ended and some of its records are not settled.' end as message
from final_usage f
join contract c on c.id = f.contract_id
join account a on a.id = f.account_id
cross join lateral (
    select a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off as open,
           (select coalesce(sum(r.value + r.correction), 0) from metering_record r
            where r.account_id = a.id and r.status in ('held', 'frozen', 'sending', 'unknown')) as waiting) amount
where f.state = 'open'
  and (f.gave_up_at is not null or f.give_up_at < :now::timestamptz + interval '15 minutes')
