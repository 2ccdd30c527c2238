-- Orb asked to slow down: nobody calls on behalf of this seller before then.
update orb_budget
set paused_until = greatest(coalesce(paused_until, :until), :until), throttles = throttles + 1, tokens = 0
where seller_id = :seller
