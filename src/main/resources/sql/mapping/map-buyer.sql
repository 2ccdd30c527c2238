-- Which subscription feeds this buyer's live contract?
update buyer set orb_subscription_id = :subscription, last_modified_at = :now
where seller_id = :seller and id = :target
