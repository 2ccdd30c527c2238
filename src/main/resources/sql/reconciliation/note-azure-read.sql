-- When were a seller's bookings at Azure last read?
update integration set booked_read_at = :now where seller_id = :seller and provider = 'azure'
