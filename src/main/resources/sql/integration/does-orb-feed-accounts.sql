-- Is any account still metered from Orb's cost?
select exists (select from account where seller_id = current_seller() and state <> 'detached')
