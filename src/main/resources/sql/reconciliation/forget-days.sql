-- Which days are no longer asked about? Months are kept for good.
delete from account_position
where not month_start and at < :#now::timestamptz - interval '100 days'
