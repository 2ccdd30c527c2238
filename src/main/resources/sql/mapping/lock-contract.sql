-- Does the contract still stand, held still until this transaction ends?
select id from contract where seller_id = :seller and id = :contract for update
