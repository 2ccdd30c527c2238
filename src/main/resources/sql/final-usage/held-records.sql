-- Which held records of contracts that ended are decided now, because nobody has?
select r.id, f.seller_id
from final_usage f
join metering_record r on r.account_id = f.account_id and r.status = 'held'
where f.state = 'open' and f.gave_up_at is null and f.holds_next_at <= :#now::timestamptz
order by f.give_up_at, r.frozen_at, r.id
limit 50
