-- Orb answers these sellers again.
update orb_budget set throttles = 0, paused_until = null
where seller_id = any (:sellers) and throttles > 0 and (paused_until is null or paused_until <= :now)
