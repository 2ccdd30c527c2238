-- Which records may be sent now? Leases them and notes the attempt before anyone is called. Records of one lane
-- gather until a call is full or the oldest of them has waited long enough; those of contracts that ended travel by
-- themselves.
with token as materialized (
    select nextval('claim_token') as value
), waiting as materialized (
    select r.id, r.seller_id, r.cloud, r.lane, r.batch_limit, r.uncertain, r.last_usage, r.next_attempt_at,
           (row_number() over (partition by r.seller_id, r.cloud, r.lane, r.batch_limit, r.uncertain, r.last_usage
                               order by r.next_attempt_at, r.id) - 1) / r.batch_limit as call
    from (
        select r.id, r.seller_id, r.cloud, r.lane, r.batch_limit, r.uncertain, r.last_usage, r.next_attempt_at
        from metering_record r
        where r.status in ('frozen', 'unknown')
          and r.next_attempt_at <= :#now::timestamptz
          and r.closes_at > :#now::timestamptz
          and not r.foreign_slot
          -- not a join, which would put all that wait into order again before the first of them is taken
          and ((r.seller_id, r.cloud) not in (
                   select i.seller_id, i.provider from integration i where i.status <> 'connected')
               -- refused credentials: one record at a time tries alone
               or exists (
                      select from integration i
                      where i.seller_id = r.seller_id and i.provider = r.cloud and i.retry_at <= :#now::timestamptz)
                  and not exists (
                      select from metering_record busy
                      where busy.seller_id = r.seller_id and busy.cloud = r.cloud and busy.status = 'sending')
                  and r.id = (
                   select alone.id from metering_record alone
                   where alone.seller_id = r.seller_id and alone.cloud = r.cloud
                     and alone.status in ('frozen', 'unknown') and alone.next_attempt_at <= :#now::timestamptz
                     and alone.closes_at > :#now::timestamptz and not alone.foreign_slot
                   order by alone.next_attempt_at, alone.id limit 1))
        order by r.next_attempt_at, r.id
        limit :#look) r
), ready as materialized (
    select id
    from (
        select w.*, count(*) over together as records, min(w.next_attempt_at) over together as oldest
        from waiting w
        window together as (partition by w.seller_id, w.cloud, w.lane, w.batch_limit, w.uncertain, w.last_usage,
                                           w.call)) calls
    where records >= batch_limit or oldest <= :#now::timestamptz - :#gatherSeconds * interval '1 second'
    -- the oldest first, and whole calls
    order by oldest, seller_id, cloud, lane, batch_limit, uncertain, last_usage, call
    limit :#limit
), due as materialized (
    select r.id
    from metering_record r
    where r.id in (select id from ready)
      -- Whoever was quicker has changed it. In words that no index of waiting records answers: statistics of a calm
      -- moment take it for empty, and it would be read from end to end for each of these.
      and case r.status when 'frozen' then true when 'unknown' then true else false end
      and r.next_attempt_at <= :#now::timestamptz
      and r.closes_at > :#now::timestamptz and not r.foreign_slot
    for update of r skip locked
), claimed as (
    update metering_record r
    set status = 'sending', claim_token = token.value, attempts = r.attempts + 1,
        lease_until = :#now::timestamptz + :#leaseSeconds * interval '1 second',
        submitted_at = coalesce(r.submitted_at, :#now::timestamptz), last_modified_at = :#now::timestamptz
    from due, token
    where r.id = due.id
    returning r.id, r.seller_id, r.contract_id, r.listing_id, r.cloud, r.lane, r.dimension, r.hour, r.usage_end,
              r.last_usage, r.quantity,
              r.identity, r.plan, r.unit_price, r.currency, r.uncertain, r.attempts, r.batch_limit,
              r.claim_token
), noted as (
    insert into metering_attempt (seller_id, record_id, claim_token, owner, claimed_at)
    select seller_id, id, claim_token, :#owner, :#now::timestamptz from claimed
)
select c.id, c.seller_id, c.contract_id, c.cloud, c.lane, c.dimension, c.hour, c.usage_end, c.last_usage, c.quantity,
       c.identity::text as identity, c.plan, c.unit_price, c.currency, c.uncertain, c.attempts, c.batch_limit,
       c.claim_token, l.cloud_id as product, l.value_type
from claimed c
join listing l on l.id = c.listing_id
order by c.lane, c.hour, c.id
