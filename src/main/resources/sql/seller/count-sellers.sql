-- How many sellers match?
select count(*) from seller where :name::text is null or name = :name::text
