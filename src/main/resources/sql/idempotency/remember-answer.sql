-- What is a call with this key answered from now on? Some that have expired are cleared away by the way.
with expired as (
    delete from idempotent_answer
    where (scope, key) in (select scope, key from idempotent_answer
                           where scope = :scope and expires_at <= :now and key <> :key
                           limit 100 for update skip locked)
)
insert into idempotent_answer (seller_id, key, operation, fingerprint, status, sealed_answer, created_at, expires_at)
values (:sellerId::uuid, :key, :operation, :fingerprint, :status, :sealedAnswer, :now, :expiresAt)
on conflict (scope, key) do update
set operation = excluded.operation, fingerprint = excluded.fingerprint, status = excluded.status,
    sealed_answer = excluded.sealed_answer, created_at = excluded.created_at, expires_at = excluded.expires_at
where idempotent_answer.expires_at <= :now
