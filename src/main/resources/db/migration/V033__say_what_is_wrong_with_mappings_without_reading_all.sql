-- What is wrong with mappings is rare, and is found through indexes of what may be wrong instead of joining every contract
-- with its account. The function says what it said before. Prices are still compared one and all, in memory.
create index contract_without_a_mapping on contract (seller_id, buyer_id, start_at, id)
    where orb_subscription_id is null;
-- Most listings and accounts are in US dollars, and then no currencies differ.
create index account_worth_a_look on account (seller_id) where state_reason is not null or currency <> 'USD';
create index account_by_end on account (seller_id, subscription_end) where subscription_end is not null;

create or replace function mapping_problems(seen_at timestamptz)
    returns table (problem text, cloud text, contract_id uuid, buyer_id uuid, listing_id uuid,
                   subscription_id text, other_contract_id uuid, message text)
    language sql stable
    set work_mem = '64MB'
    as $$
with live as not materialized (
    select c.id, c.cloud, c.status, c.buyer_id, c.listing_id, c.start_at, c.orb_subscription_id as own
    from contract c
    where c.status in ('pending', 'active', 'suspended', 'ending') and (c.end_at is null or c.end_at > seen_at)
), without as materialized (
    select c.*, b.orb_subscription_id as of_buyer,
           first_value(c.id) over (partition by c.buyer_id order by c.start_at, c.id) as fed
    from live c
    join buyer b on b.id = c.buyer_id
    where c.own is null
), fed as materialized (
    select w.*
    from without w
    where w.of_buyer is not null and w.fed = w.id
), named_twice as materialized (
    select orb_subscription_id as subscription
    from contract
    where orb_subscription_id is not null
    group by orb_subscription_id
    having count(*) > 1
    union
    select of_buyer from fed
), claim as materialized (
    select c.id, c.cloud, c.status, c.buyer_id, c.listing_id, n.subscription
    from named_twice n
    join live c on c.own = n.subscription
    union all
    select f.id, f.cloud, f.status, f.buyer_id, f.listing_id, f.of_buyer
    from fed f
), suspect as materialized (
    select a.orb_subscription_id as subscription
    from account a
    where a.state_reason is not null or a.currency <> 'USD'
    union
    select a.orb_subscription_id
    from account a
    where a.subscription_end <= seen_at
    union
    select c.own
    from listing l
    join live c on c.listing_id = l.id
    where l.currency <> 'USD' and c.own is not null
    union
    select f.of_buyer
    from listing l
    join fed f on f.listing_id = l.id
    where l.currency <> 'USD'
), troubled as materialized (
    select m.id, m.cloud, m.status, m.buyer_id, m.listing_id, m.subscription, l.currency,
           a.currency as account_currency, a.state_reason, a.subscription_end
    from (select c.id, c.cloud, c.status, c.buyer_id, c.listing_id, s.subscription
          from suspect s
          join live c on c.own = s.subscription
          union all
          select f.id, f.cloud, f.status, f.buyer_id, f.listing_id, s.subscription
          from suspect s
          join fed f on f.of_buyer = s.subscription) m
    join account a on a.orb_subscription_id = m.subscription
    join listing l on l.id = m.listing_id
    where m.status <> 'pending'
), differently_priced as materialized (
    select p.contract_id as id
    from price_snapshot p
    join contract c on c.id = p.contract_id
    join listing l on l.id = c.listing_id
    where p.dimension <> l.usage_dimension
    union
    select t.id
    from troubled t
    where t.state_reason = 'invalid-usage-dimension'
)
select 'unmapped', w.cloud, w.id, w.buyer_id, w.listing_id, null, null::uuid,
       'Neither the contract nor its buyer is mapped to an Orb subscription; nothing is metered.'
from without w
where w.of_buyer is null and w.status <> 'pending'
union all
select 'buyer-mapping-taken', w.cloud, w.id, w.buyer_id, w.listing_id, w.of_buyer, w.fed,
       'The buyer''s mapping feeds another live contract of the buyer; map this one itself.'
from without w
where w.of_buyer is not null and w.fed <> w.id and w.status <> 'pending'
union all
select 'doubly-mapped', c.cloud, c.id, c.buyer_id, c.listing_id, c.subscription,
       case when metered.contract_id <> c.id then metered.contract_id
            else (select o.id from claim o where o.subscription = c.subscription and o.id <> c.id
                  order by o.id limit 1) end,
       'Another live contract is mapped to the same subscription; only one of them is metered.'
from claim c
left join account a on a.orb_subscription_id = c.subscription
left join account_contract metered on metered.account_id = a.id and metered.until_at is null
where c.status <> 'pending'
  and c.subscription in (select o.subscription from claim o group by o.subscription having count(*) > 1)
union all
select 'currency-mismatch', t.cloud, t.id, t.buyer_id, t.listing_id, t.subscription, null,
       case when t.currency = t.account_currency
            then 'Orb shows a price in another currency than the listing''s ' || t.currency || '; the account is blocked.'
            else 'The subscription is billed in ' || t.account_currency || ', the listing in ' || t.currency || '.' end
from troubled t
where t.currency <> t.account_currency or t.state_reason = 'currency-mismatch'
union all
select 'subscription-ended', t.cloud, t.id, t.buyer_id, t.listing_id, t.subscription, null,
       'The Orb subscription has ended, the contract has not.'
from troubled t
where t.subscription_end <= seen_at
union all
select 'dimension-missing', c.cloud, c.id, c.buyer_id, c.listing_id,
       coalesce(c.own, (select f.of_buyer from fed f where f.id = c.id)), null,
       case when t.state_reason = 'invalid-usage-dimension'
            then 'The marketplace refused the dimension ''' || price.dimension || '''.'
            else 'The listing has no dimension ''' || price.dimension || '''.' end
from differently_priced d
join live c on c.id = d.id
join listing l on l.id = c.listing_id
left join troubled t on t.id = c.id
cross join lateral (
    select p.dimension
    from price_snapshot p
    where p.contract_id = c.id
    order by p.effective_at <= seen_at desc,
             case when p.effective_at <= seen_at then p.effective_at end desc, p.effective_at, p.id desc
    limit 1) price
where c.status <> 'pending'
  and (t.state_reason = 'invalid-usage-dimension'
       or (price.dimension <> l.usage_dimension
           and not exists (select from jsonb_each(l.plans) plan where plan.value ->> 'id' = price.dimension)))
$$;
