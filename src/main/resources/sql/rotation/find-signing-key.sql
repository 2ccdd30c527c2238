-- Which signing keys are sealed under another key than the current one?
select id::text as first, '' as second, sealed_key as sealed
from signing_key
where substring(sealed_key from 1 for 5) <> :current
  and (id::text, '') > (:afterFirst, :afterSecond)
order by 1
limit 100
