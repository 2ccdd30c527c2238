-- Which live contracts of this buyer have no mapping of their own, beside the one that the buyer's mapping feeds,
-- and is that news?
update contract
set left_out_at = :now
where seller_id = :seller and buyer_id = :buyer and id <> :fed
  and orb_subscription_id is null and left_out_at is null
  and status in ('active', 'suspended', 'ending')
  and (end_at is null or end_at > :now::timestamptz)
returning id
