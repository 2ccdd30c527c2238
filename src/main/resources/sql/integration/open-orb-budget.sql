-- Does the seller's Orb account have its row of permits? A key nobody used yet has all of them, as after
-- a quiet minute; a new key also ends a pause.
insert into orb_budget (seller_id, refilled_at)
values (current_seller(), :now::timestamptz - interval '1 minute')
on conflict (seller_id) do update set paused_until = null, throttles = 0
