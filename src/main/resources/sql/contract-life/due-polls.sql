-- Which live contracts has nobody compared with their marketplace for so long that a lost event would cost money?
-- One that the seller registered is compared only once a marketplace has answered about it; one that waits for its
-- activation soon, and less and less often the longer it waits. Another message that waits does not stand in for a
-- poll: it may wait for the very event that was lost.
select c.seller_id, c.cloud, c.identity_key
from contract c
join integration i on i.seller_id = c.seller_id and i.provider = c.cloud and i.status = 'connected'
where c.cloud in ('aws', 'azure', 'gcp') and c.status in ('pending', 'active', 'suspended', 'ending')
  and c.truth_read_at < :#now::timestamptz - interval '1 second'
      * case c.status when 'pending' then least(:#everySeconds,
            greatest(60, extract(epoch from :#now::timestamptz - c.created_at) / 4)) else :#everySeconds end
  and not exists (select from notification_inbox n
                  where n.seller_id = c.seller_id and n.cloud = c.cloud and n.contract_key = c.identity_key
                    and n.transport = 'poll' and n.state in ('received', 'processing'))
order by c.truth_read_at
limit 200
