-- Which series of these accounts are final, although a wide window may still show them?
select account_id, series_start, price_id
from cost_series
where account_id = any (:ids) and sealed_at is not null and last_end > :since
