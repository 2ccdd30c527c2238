-- Which run meters this hour? Asking again gives the same one and sets it going again.
insert into metering_run (id, hour, opened_by, status, opened_at)
values (:id, :hour, 'operator', 'running', :now)
on conflict (hour) do update set opened_by = 'operator', status = 'running', finished_at = null
returning id
