-- What was left of this account when the marketplace took nothing any more? At least a unit counts as lost.
update final_usage f
set state = 'finished', finished_at = :now,
    lost_amount = case when amount.open >= amount.unit_price then amount.open end
from account a
cross join lateral (
    select a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off as open,
           (select p.unit_price from price_snapshot p join final_usage mine on mine.contract_id = p.contract_id
            where mine.id = :id order by p.effective_at desc, p.id desc limit 1) as unit_price) amount
where f.id = :id and f.state = 'open' and a.id = f.account_id
returning f.contract_id, f.lost_amount, a.currency
