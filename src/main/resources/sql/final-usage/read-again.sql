-- Of whom are whole units left that no record carries, though every read was made? A record of theirs was refused or
-- came back: they are read again while there is time.
update final_usage f
set next_read_at = :#now::timestamptz
from account a
where a.id = f.account_id and f.state = 'open' and f.gave_up_at is null and f.next_read_at is null
  and f.give_up_at > :#now::timestamptz
  and a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off
      >= (select p.unit_price from price_snapshot p where p.contract_id = f.contract_id
          order by p.effective_at desc, p.id desc limit 1)
