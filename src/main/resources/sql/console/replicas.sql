-- Which processes share the clock, and when did each last say so?
select instance_name as name, last_checkin_time as seen_at
from qrtz_scheduler_state
order by instance_name
