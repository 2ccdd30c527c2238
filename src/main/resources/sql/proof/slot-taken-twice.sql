-- Which slots carry more than one record that counts or was booked? (M-10, R-10)
with slotted as (
    select r.id, r.account_id, r.cloud, r.identity_key, r.contract_id, r.dimension, r.hour, r.value
    from metering_record r
    where r.seller_id = :seller and r.hour is not null
      and r.status in ('frozen', 'sending', 'unknown', 'accepted', 'expired', 'returned')
), counted as (
    select id, account_id, value,
           row_number() over (partition by cloud, identity_key, dimension, hour order by id) as of_identity,
           row_number() over (partition by contract_id, dimension, hour order by id) as of_contract
    from slotted
)
select account_id, (min(id::text))::uuid as record_id, count(*) as found, sum(value) as amount
from counted
where of_identity > 1 or of_contract > 1
group by account_id
order by account_id
