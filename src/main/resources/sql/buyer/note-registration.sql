-- Has this buyer come to the seller's sign-up page before? If not, it has now.
update buyer set registered_at = :now where id = :id and registered_at is null
