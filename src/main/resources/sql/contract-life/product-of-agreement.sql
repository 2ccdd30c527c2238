-- Which product is this AWS agreement about, as far as its licence or the seller said?
select coalesce(
    (select l.cloud_id from contract c join listing l on l.id = c.listing_id
     where c.seller_id = :#${exchangeProperty.awsReading.sellerId} and c.cloud = 'aws'
       and c.identity_key = :#${exchangeProperty.awsReading.identity}),
    (select e.detail -> 'identifiers' ->> 'product_code' from contract_event e
     where e.seller_id = :#${exchangeProperty.awsReading.sellerId} and e.cloud = 'aws'
       and e.identity = :#${exchangeProperty.awsReading.identity} and e.step = 'IDENTIFIED'
     order by e.happened_at desc limit 1)) as product
