-- Which key signs now?
select id, sealed_key, created_at from signing_key order by created_at desc, id limit 1
