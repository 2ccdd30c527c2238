-- By how much does what the other tool told before these contracts were cut over differ from our shadows? From its first
-- imported hour on its word counts, and all shadows up to the cut-over are settled by now. What was booked before is part
-- of the sum, so the same import books nothing more.
with span as (
    select u.contract_id, c.cut_over_at, min(u.hour) as first_hour, sum(u.value) as other_value
    from other_tool_usage u
    join contract c on c.id = u.contract_id
    where u.contract_id = any (:contracts) and u.hour < c.cut_over_at
    group by u.contract_id, c.cut_over_at
), sums as (
    select span.contract_id, a.id as account_id, a.seller_id, a.currency, span.other_value,
           (select coalesce(sum(r.value), 0) from metering_record r
            where r.contract_id = span.contract_id and r.account_id = a.id and r.status = 'shadow'
              and r.hour >= span.first_hour) as shadow_value,
           (select coalesce(sum(k.amount), 0) from shadow_correction k
            where k.contract_id = span.contract_id) as booked
    from span
    cross join lateral (
        -- the account it meters now, else the one it metered last
        select ac.account_id from account_contract ac
        where ac.contract_id = span.contract_id
        order by ac.until_at desc nulls first
        limit 1) metered
    join account a on a.id = metered.account_id
    where a.cursor_hour + interval '1 hour' >= span.cut_over_at
), booked as (
    insert into shadow_correction (seller_id, account_id, contract_id, other_value, shadow_value, amount, booked_at)
    select seller_id, account_id, contract_id, other_value, shadow_value, other_value - shadow_value - booked, :now
    from sums
    where other_value - shadow_value <> booked
    returning contract_id, amount
)
select b.contract_id, b.amount, s.currency
from booked b
join sums s on s.contract_id = b.contract_id
order by b.contract_id
