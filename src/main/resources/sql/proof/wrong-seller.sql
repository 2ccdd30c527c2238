-- Which records belong to an account, a contract or a listing of another seller? (R-55)
with mixed as (
    select r.account_id, r.id, r.value
    from account a
    join metering_record r on r.account_id = a.id
    where a.seller_id = :seller and r.seller_id <> a.seller_id
    union
    select r.account_id, r.id, r.value
    from metering_record r
    left join account a on a.id = r.account_id
    left join contract c on c.id = r.contract_id
    left join listing l on l.id = r.listing_id
    where r.seller_id = :seller
      and (r.account_id is not null and a.seller_id is distinct from r.seller_id
           or c.seller_id is distinct from r.seller_id or l.seller_id is distinct from r.seller_id)
)
select account_id, (min(id::text))::uuid as record_id, count(*) as found, sum(value) as amount
from mixed
group by account_id
order by account_id
