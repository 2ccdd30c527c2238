-- For which accounts does the marketplace take nothing any more, though something is open?
select f.id, f.seller_id
from final_usage f
where f.state = 'open' and f.give_up_at <= :#now::timestamptz
limit 20
