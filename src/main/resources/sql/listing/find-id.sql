-- Under which id does the seller have this listing?
select id from listing where cloud = :cloud and cloud_id = :cloudId
