-- Was the seller told before that this contract is left out by its buyer's mapping?
update contract set left_out_at = :now where id = :contract and left_out_at is null
