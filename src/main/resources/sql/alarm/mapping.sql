-- Which live contracts does nobody meter? The mapping health says why; what they cost nobody knows.
select 'mapping' as kind, c.seller_id, c.cloud, c.id as contract_id,
       coalesce(c.orb_subscription_id, b.orb_subscription_id) as subscription_id,
       greatest(c.start_at, c.created_at) as since, null::timestamptz as deadline_at, null::numeric as amount,
       null::text as currency,
       case when c.undecided then 'Nobody has said how much of the contract''s usage is paid for.'
            when coalesce(c.orb_subscription_id, b.orb_subscription_id) is null
            then 'Neither the contract nor its buyer is mapped to an Orb subscription; nothing is metered.'
            else 'The contract''s mapping feeds nothing; see the mapping health.' end as message
from contract c
join buyer b on b.id = c.buyer_id
where c.status in ('active', 'suspended', 'ending') and c.start_at <= :now::timestamptz
  and (c.end_at is null or c.end_at > :now::timestamptz)
  and not exists (select from account_contract ac where ac.contract_id = c.id and ac.until_at is null)
