-- How did the value of this record change after its units were told?
select amount, old_price, new_price, reason, booked_at
from value_correction
where record_id = :id
order by id
