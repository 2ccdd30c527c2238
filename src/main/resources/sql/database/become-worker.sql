-- As whom do connections of the worker pool speak?
set role meterbridge_worker
