-- Is a live contract of this cloud metered, or does a record wait to be sent or settled?
select exists (
           select from contract c
           join account_contract ac on ac.contract_id = c.id and ac.until_at is null
           where c.seller_id = current_seller() and c.cloud = :cloud)
    or exists (
           select from metering_record r
           where r.seller_id = current_seller() and r.cloud = :cloud
             and r.status in ('held', 'frozen', 'sending', 'unknown'))
