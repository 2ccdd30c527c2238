-- Which live contracts has nobody compared with their marketplace for so long that a lost event would cost money?
-- One that the seller registered is compared only once a marketplace has answered about it. Another message that
-- waits does not stand in for a poll: it may wait for the very event that was lost.
select c.seller_id, c.cloud, c.identity_key
from contract c
join integration i on i.seller_id = c.seller_id and i.provider = c.cloud and i.status = 'connected'
where c.cloud in ('aws', 'azure', 'gcp') and c.status in ('pending', 'active', 'suspended', 'ending')
  and c.truth_read_at < :#now::timestamptz - :#everySeconds * interval '1 second'
  and not exists (select from notification_inbox n
                  where n.seller_id = c.seller_id and n.cloud = c.cloud and n.contract_key = c.identity_key
                    and n.transport = 'poll' and n.state in ('received', 'processing'))
order by c.truth_read_at
limit 200
