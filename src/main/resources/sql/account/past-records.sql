-- What were the newest records of these accounts like, and which of them wait for a human?
select a.id as account_id, r.contract_id, r.hour, r.quantity, r.status, r.reason
from unnest(:ids::uuid[]) as a (id)
cross join lateral (
    (select told.contract_id, told.hour, told.quantity, told.status, told.reason
     from metering_record told
     where told.account_id = a.id and told.hour is not null and told.source = 'orb' and told.quantity > 0
       and told.status in ('frozen', 'sending', 'unknown', 'accepted', 'shadow')
     order by told.hour desc
     limit 100)
    union all
    (select held.contract_id, (held.reading ->> 'hour')::timestamptz, held.quantity, held.status, held.reason
     from metering_record held
     where held.account_id = a.id and held.hour is null and held.status = 'held')) r
