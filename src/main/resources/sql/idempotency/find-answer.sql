-- What was a call with this key answered?
select fingerprint, status, sealed_answer
from idempotent_answer
where scope = :scope and key = :key and expires_at > :now
