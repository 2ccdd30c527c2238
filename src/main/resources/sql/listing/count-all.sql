-- How many listings has the seller?
select count(*) from listing
