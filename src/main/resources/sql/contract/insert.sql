-- Which contract is new? Nothing happens when the seller has it already.
insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, end_at, plan, identity_key,
                      cloud_identifiers, custom_properties, included_amount, included_term, created_at,
                      last_modified_at)
values (:id, current_seller(), :buyerId, :listingId, :cloud, :status, :startAt, :endAt, :plan, :identityKey,
        :cloudIdentifiers::jsonb, :customProperties::jsonb, :includedAmount, :includedTerm, :now, :now)
on conflict (seller_id, cloud, identity_key) do nothing
