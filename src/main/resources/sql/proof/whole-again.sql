-- Which accounts add up again and go on? One with somebody else's usage in a slot still waits for a human (M-15).
update account a
set state = case when foreigner.found then 'blocked' else 'metering' end,
    state_reason = case when foreigner.found then 'foreign-usage' end
from account seen
cross join lateral (select exists (select from metering_record r
                                   where r.account_id = seen.id and r.status = 'unknown' and r.foreign_slot) as found)
    foreigner
where a.id = seen.id and a.seller_id = :seller and a.state_reason = 'proof-failed' and a.id <> all (:ids)
returning a.id
