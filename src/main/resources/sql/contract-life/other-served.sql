-- Does the buyer's mapping feed another live contract, so that this one would stay unmapped (M-25)?
select exists (
    select from contract c
    join buyer b on b.id = c.buyer_id and b.orb_subscription_id is not null
    join contract other on other.buyer_id = b.id and other.id <> c.id and other.orb_subscription_id is null
         and other.status in ('active', 'suspended', 'ending')
         and (other.end_at is null or other.end_at > :now::timestamptz)
    where c.id = :contract and c.orb_subscription_id is null
      and c.status in ('active', 'suspended', 'ending')
      and not exists (select from account_contract own where own.contract_id = c.id and own.until_at is null)
      and ((other.start_at, other.id) < (c.start_at, c.id)
           or exists (select from account_contract fed where fed.contract_id = other.id and fed.until_at is null)))
