-- How many notifications are in each state?
select state.name as status, count(n.id) as notifications
from (values ('received'), ('processing'), ('done'), ('ignored'), ('parked')) state (name)
left join notification_inbox n on n.state = state.name
group by state.name
