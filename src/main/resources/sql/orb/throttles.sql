-- How often in a row was this seller throttled?
select throttles from orb_budget where seller_id = :seller
