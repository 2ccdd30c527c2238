-- What stands between a live contract and its metering, as far as the mapping goes: one row per contract and
-- problem, of the seller that asks. A mapping counts as money.md M-25 has it: a contract's own wins, a buyer's
-- feeds its oldest live contract without one of its own.
create function mapping_problems(seen_at timestamptz)
    returns table (problem text, cloud text, contract_id uuid, buyer_id uuid, listing_id uuid,
                   subscription_id text, other_contract_id uuid, message text)
    language sql stable
    as $$
with live as (
    select c.id, c.cloud, c.status, c.plan, c.buyer_id, c.listing_id, c.orb_subscription_id as own,
           b.orb_subscription_id as of_buyer,
           first_value(c.id) over (partition by c.buyer_id, c.orb_subscription_id is null
                                   order by c.start_at, c.id) as fed
    from contract c
    join buyer b on b.id = c.buyer_id
    where c.status in ('pending', 'active', 'suspended', 'ending') and (c.end_at is null or c.end_at > seen_at)
), mapped as (
    select live.*, case when own is not null then own when fed = id then of_buyer end as subscription
    from live
), shared as (
    select mapped.*, case when subscription is not null
                          then count(*) over (partition by subscription) end as claims,
           first_value(id) over (partition by subscription order by id) as one,
           last_value(id) over (partition by subscription order by id
                                rows between unbounded preceding and unbounded following) as another
    from mapped
), known as (
    select s.*, a.id as account_id, a.currency as account_currency, a.state_reason, a.subscription_end,
           metered.contract_id as metered_by
    from shared s
    left join account a on a.orb_subscription_id = s.subscription
    left join account_contract metered on metered.account_id = a.id and metered.until_at is null
    where s.status <> 'pending'
)
select 'unmapped', k.cloud, k.id, k.buyer_id, k.listing_id, null, null,
       'Neither the contract nor its buyer is mapped to an Orb subscription; nothing is metered.'
from known k
where k.subscription is null and k.of_buyer is null
union all
select 'buyer-mapping-taken', k.cloud, k.id, k.buyer_id, k.listing_id, k.of_buyer, k.fed,
       'The buyer''s mapping feeds another live contract of the buyer; map this one itself.'
from known k
where k.subscription is null and k.of_buyer is not null
union all
select 'doubly-mapped', k.cloud, k.id, k.buyer_id, k.listing_id, k.subscription,
       case when k.metered_by <> k.id then k.metered_by when k.one <> k.id then k.one else k.another end,
       'Another live contract is mapped to the same subscription; only one of them is metered.'
from known k
where k.claims > 1
union all
select 'currency-mismatch', k.cloud, k.id, k.buyer_id, k.listing_id, k.subscription, null,
       case when l.currency = k.account_currency
            then 'Orb shows a price in another currency than the listing''s ' || l.currency || '; the account is blocked.'
            else 'The subscription is billed in ' || k.account_currency || ', the listing in ' || l.currency || '.' end
from known k
join listing l on l.id = k.listing_id
where l.currency <> k.account_currency or k.state_reason = 'currency-mismatch'
union all
select 'subscription-ended', k.cloud, k.id, k.buyer_id, k.listing_id, k.subscription, null,
       'The Orb subscription has ended, the contract has not.'
from known k
where k.subscription_end <= seen_at
union all
select 'dimension-missing', k.cloud, k.id, k.buyer_id, k.listing_id, k.subscription, null,
       case when k.state_reason = 'invalid-usage-dimension'
            then 'The marketplace refused the dimension ''' || price.dimension || '''.'
            else 'The listing has no dimension ''' || price.dimension || '''.' end
from known k
join listing l on l.id = k.listing_id
cross join lateral (
    select p.dimension
    from price_snapshot p
    where p.contract_id = k.id
    order by p.effective_at <= seen_at desc,
             case when p.effective_at <= seen_at then p.effective_at end desc, p.effective_at, p.id desc
    limit 1) price
where k.state_reason = 'invalid-usage-dimension'
   or (price.dimension <> l.usage_dimension
       and not exists (select from jsonb_each(l.plans) plan where plan.value ->> 'id' = price.dimension))
$$;
