-- Which connections are sealed under another key than the current one?
select seller_id::text as first, provider as second, sealed_secret as sealed
from integration
where sealed_secret is not null and substring(sealed_secret from 1 for 5) <> :current
  and (seller_id::text, provider) > (:afterFirst, :afterSecond)
order by 1, 2
limit 100
