-- A new key signs from now on; whatever was signed with those that are deleted has expired long ago.
with outdated as (
    delete from signing_key where created_at <= :oldest
)
insert into signing_key (id, public_key, sealed_key, created_at)
values (:id, :publicKey::jsonb, :sealedKey, :now)
