-- As whom do connections of the seller pool speak?
set role meterbridge_seller
