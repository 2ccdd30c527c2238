-- What is the seller told now, and under which webhook-id?
insert into contract_change (contract_id, change_key, seller_id, kind, happened_at, terms_before, terms_after,
                             found, webhook_id, told_at)
values (:contract, :key, current_seller(), :kind, :happenedAt, :before::jsonb, :after::jsonb, :found,
        :webhookId, :now)
