-- Which replaced secrets of webhooks are sealed under another key than the current one?
select id::text as first, '' as second, sealed_old_secret as sealed
from webhook_endpoint
where sealed_old_secret is not null and substring(sealed_old_secret from 1 for 5) <> :current
  and (id::text, '') > (:afterFirst, :afterSecond)
order by 1
limit 100
