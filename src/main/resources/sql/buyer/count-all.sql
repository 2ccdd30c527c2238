-- How many buyers has the seller?
select coalesce(sum(rows), 0)::bigint from row_count where seller_id = current_seller() and counted = 'buyer'
