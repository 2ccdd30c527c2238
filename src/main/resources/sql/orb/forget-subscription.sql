-- Which account has to read its subscription anew? The next hour does, before it reads the cost.
update account
set subscription_read_at = 'epoch'
where orb_subscription_id = :subscriptionId and seller_id = current_seller()
