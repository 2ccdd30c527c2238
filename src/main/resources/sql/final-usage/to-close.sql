-- Whose last usage may be over: every read is made and every record answered, or the marketplace takes nothing more?
select f.id, f.seller_id
from final_usage f
join account a on a.id = f.account_id
where f.state = 'open'
  and (f.gave_up_at is null and f.give_up_at <= :#now::timestamptz
       or (f.gave_up_at is not null
           or f.next_read_at is null
              and a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off
                  < (select p.unit_price from price_snapshot p where p.contract_id = f.contract_id
                     order by p.effective_at desc, p.id desc limit 1))
          and not exists (select from metering_record r
                          where r.account_id = f.account_id
                            and r.status in ('held', 'frozen', 'sending', 'unknown')))
order by f.give_up_at, f.id
limit 50
