-- How many things are wrong with the seller's mappings?
select count(*) from mapping_problems(:now)
