-- Which connection is forgotten?
delete from integration where provider = :provider and seller_id = current_seller()
