-- Quartz enters its two locks when it first needs them. Of two replicas that do so at once on a new database one would be
-- refused, and PostgreSQL then takes nothing more in that transaction. The clock's name is that of application.yaml.
insert into qrtz_locks (sched_name, lock_name)
values ('meterbridge', 'TRIGGER_ACCESS'), ('meterbridge', 'STATE_ACCESS')
on conflict do nothing;
