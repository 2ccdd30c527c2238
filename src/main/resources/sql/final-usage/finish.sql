-- Whose last reads are made, whose records are all answered, and of whom less than a unit is left? The hourly lane may
-- look at them again. Where a unit or more is left, time is given until the marketplace takes nothing any more.
update final_usage f
set state = 'finished', finished_at = :#now::timestamptz
from account a
where a.id = f.account_id and f.state = 'open' and f.next_read_at is null
  and not exists (select from metering_record r
                  where r.account_id = f.account_id and r.status in ('frozen', 'sending', 'unknown'))
  and a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off
      < (select p.unit_price from price_snapshot p where p.contract_id = f.contract_id
         order by p.effective_at desc, p.id desc limit 1)
