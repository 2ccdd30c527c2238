-- Was any record of this seller ever frozen from Orb's cost?
select exists (select from metering_record where seller_id = current_seller() and source = 'orb')
