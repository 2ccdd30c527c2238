-- What waits or is under way, over all sellers?
select 'records' as kind, status as state, count(*) as waiting, min(frozen_at) as oldest
from metering_record
where status in ('held', 'frozen', 'sending', 'unknown')
group by status
union all
select 'notifications', state, count(*), min(received_at)
from notification_inbox
where state in ('received', 'processing', 'parked')
group by state
union all
select 'webhooks', status, count(*), min(created_at)
from webhook_delivery
where status in ('pending', 'sending')
group by status
union all
select 'accounts', state, count(*), min(cursor_hour)
from account
where state in ('parked', 'blocked')
group by state
union all
select 'last usage of cancelled contracts', state, count(*), min(cancelled_at)
from final_usage
where state = 'open'
group by state
order by 1, 2
