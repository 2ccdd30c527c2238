-- Of which accounts is the included amount not what their terms have consumed? (M-04)
select a.id as account_id, null::uuid as record_id, 1::bigint as found, a.included - paid.amount as amount
from account a
cross join lateral (
    select coalesce(sum(t.consumed), 0) as amount from included_term t where t.account_id = a.id) paid
where a.seller_id = :seller and a.settled_read_at is not null and a.included <> paid.amount
order by a.id
