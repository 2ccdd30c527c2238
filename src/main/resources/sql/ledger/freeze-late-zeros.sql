-- Which settled hours stayed without units and are old enough that no late units need their slot?
with stretch as (
    select a.id as account_id, a.seller_id, a.cursor_hour, a.first_hour, ac.from_at, ac.until_at,
           c.id as contract_id, c.cloud, c.metering_identity, l.id as listing_id, l.currency,
           coalesce(c.cut_over_at, case when l.shadow then 'infinity' else '-infinity' end::timestamptz) as sends_from
    from account a
    join account_contract ac on ac.account_id = a.id
    join contract c on c.id = ac.contract_id
    join listing l on l.id = c.listing_id
    left join integration i on i.seller_id = a.seller_id and i.provider = 'orb'
    where a.state = 'metering' and l.zero_quantity and (not l.shadow or c.cut_over_at is not null)
      and not coalesce(i.mode = 'test' and not l.send_from_test_mode, false)
      and c.cloud = :#cloud and c.metering_identity is not null
      and a.cursor_hour >= :#oldest
    for update of a skip locked
), slot as (
    select stretch.*, hours.hour
    from stretch
    cross join lateral generate_series(
        greatest(stretch.first_hour, :#oldest::timestamptz),
        least(stretch.cursor_hour, :#newest::timestamptz), interval '1 hour') as hours (hour)
    where hours.hour >= stretch.from_at and hours.hour >= stretch.sends_from
      and (stretch.until_at is null or hours.hour + interval '1 hour' <= stretch.until_at)
      and not exists (select from metering_record r
                      where r.contract_id = stretch.contract_id and r.hour = hours.hour
                        and r.status in ('frozen', 'sending', 'unknown', 'accepted', 'expired', 'returned'))
    order by hours.hour
    limit :#limit
)
insert into metering_record (id, seller_id, account_id, contract_id, listing_id, cloud, lane, source, dimension,
    hour, identity_key, identity, plan, quantity, unit_price, value, currency, status, next_attempt_at,
    closes_at, frozen_at, last_modified_at)
select gen_random_uuid(), slot.seller_id, slot.account_id, slot.contract_id, slot.listing_id, slot.cloud,
       slot.metering_identity ->> 'lane', 'orb', price.dimension, slot.hour,
       slot.metering_identity ->> 'key', slot.metering_identity -> 'fields', price.plan,
       0, price.unit_price, 0, slot.currency, 'frozen', :#now::timestamptz,
       least(slot.hour + :#sendableSeconds * interval '1 second',
             ((date_trunc('month', slot.hour at time zone 'UTC') + interval '1 month') at time zone 'UTC')
                 + :#monthSendableSeconds * interval '1 second'), :#now::timestamptz, :#now::timestamptz
from slot
cross join lateral (
    select p.dimension, p.unit_price, p.plan from price_snapshot p
    where p.contract_id = slot.contract_id
    order by (p.effective_at <= slot.hour) desc,
             case when p.effective_at <= slot.hour then p.effective_at end desc, p.effective_at, p.id desc
    limit 1) price
on conflict do nothing
returning cloud
