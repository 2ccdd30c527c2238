-- Which live contracts have a mapping, their own or their buyer's, but no account that meters them?
with unattached as materialized (
    -- mostly there are none, so all of them are looked for in bulk and not the first few one by one
    select c.id
    from contract c
    join buyer b on b.id = c.buyer_id
    where c.status in ('active', 'suspended', 'ending')
      -- nobody has said yet how much of its usage is paid for (M-04)
      and not c.undecided
      and (c.end_at is null or c.end_at > :#now::timestamptz)
      and c.start_at <= :#now::timestamptz
      and coalesce(c.orb_subscription_id, b.orb_subscription_id) is not null
      and not exists (select from account_contract ac where ac.contract_id = c.id and ac.until_at is null)
)
select c.seller_id,
       case when c.orb_subscription_id is not null then 'CONTRACT' else 'BUYER' end as target_kind,
       case when c.orb_subscription_id is not null then c.id else b.id end as target_id,
       coalesce(c.orb_subscription_id, b.orb_subscription_id) as subscription_id
from unattached
join contract c on c.id = unattached.id
join buyer b on b.id = c.buyer_id
where
  -- nobody waits for these: they respect a pause that Orb asked for
  not exists (select from orb_budget o where o.seller_id = c.seller_id and o.paused_until > :#now::timestamptz)
  -- a buyer's mapping feeds its oldest live contract without one of its own, and no other (M-25)
  and (c.orb_subscription_id is not null
       or not exists (select from contract older
                      where older.buyer_id = b.id and older.orb_subscription_id is null
                        and older.status in ('pending', 'active', 'suspended', 'ending')
                        and (older.end_at is null or older.end_at > :#now::timestamptz)
                        and (older.start_at, older.id) < (c.start_at, c.id)))
limit 20
