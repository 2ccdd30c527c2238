-- Which subscription is this contract's own?
update contract set orb_subscription_id = :subscription, last_modified_at = :now
where seller_id = :seller and id = :target
