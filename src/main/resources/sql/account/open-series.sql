-- Which running totals of these accounts may still change?
select account_id, series_start, price_id, cost, baseline, last_end, period_end, missing_since
from cost_series
where account_id = any (:ids) and sealed_at is null
order by account_id, series_start, price_id
