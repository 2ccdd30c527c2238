-- Which buyer has this identity? A new one is written down; of a known one new identifiers are learnt.
-- On AWS a buyer has two names, and a call may give either: one that fits and none that contradicts.
with given as (
    select jsonb_strip_nulls(:cloudIdentifiers::jsonb) as ids
),
known as (
    select b.id, b.identity_key
    from buyer b
    where b.cloud = :cloud
      and (b.identity_key = :identityKey
           or b.customer_identifier = :customerIdentifier::text
           or b.customer_aws_account_id = :accountId::text)
      and (b.identity_key = :identityKey
           or (b.cloud_identifiers -> 'product_code' = (select ids -> 'product_code' from given)
               and coalesce(b.customer_identifier = :customerIdentifier::text, true)
               and coalesce(b.customer_aws_account_id = :accountId::text, true)))
    order by (b.identity_key = :identityKey) desc, b.created_at
    limit 1
)
insert into buyer (id, seller_id, cloud, name, identity_key, cloud_identifiers, created_at, last_modified_at)
select coalesce(k.id, :id), current_seller(), :cloud, :name, coalesce(k.identity_key, :identityKey), g.ids,
       :now, :now
from given g left join known k on true
on conflict (seller_id, cloud, identity_key) do update
set cloud_identifiers = excluded.cloud_identifiers || buyer.cloud_identifiers,
    last_modified_at = case when buyer.cloud_identifiers @> excluded.cloud_identifiers
                            then buyer.last_modified_at else excluded.last_modified_at end
returning id
