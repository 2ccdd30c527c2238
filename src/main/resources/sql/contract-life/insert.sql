-- Which contract did the marketplace tell us about for the first time?
insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, plan, identity_key,
                      cloud_identifiers, by_hand, origin, predecessor_key, created_at, last_modified_at)
values (:id, current_seller(), :buyerId, :listingId, :cloud, :status, :startAt, :plan, :identity,
        :cloudIdentifiers::jsonb, false, :origin, :predecessor, :now, :now)
