-- How does this contract stand?
select id, by_hand, status, ending, cast(terms as text) as terms, start_at, end_at, cancelled_at,
       last_signal_at
from contract
where cloud = :cloud and identity_key = :identity
for update
