-- Does this account freeze anything?
select state
from account
where id = :id
