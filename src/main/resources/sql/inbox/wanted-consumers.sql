-- Whose queues and subscriptions are to be listened to?
select seller_id, provider, updated_at
from integration
where provider = 'aws' and settings ->> 'notifications_queue_url' is not null
   or provider = 'azure' and settings ->> 'service_bus_queue' is not null
   or provider = 'gcp' and settings ->> 'pubsub_subscription' is not null
