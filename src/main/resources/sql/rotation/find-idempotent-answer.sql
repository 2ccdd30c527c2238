-- Which remembered answers are sealed under another key than the current one?
select scope as first, key as second, sealed_answer as sealed
from idempotent_answer
where sealed_answer is not null and substring(sealed_answer from 1 for 5) <> :current
  and (scope, key) > (:afterFirst, :afterSecond)
order by 1, 2
limit 100
