-- What did the last hours come to, by hour and marketplace?
select hour, cloud, currency, count(*) as records, coalesce(sum(quantity), 0) as units,
       coalesce(sum(value), 0) as value,
       count(*) filter (where status = 'accepted') as accepted
from metering_record
where hour >= :from and source in ('orb', 'manual')
group by hour, cloud, currency
order by hour desc, cloud, currency
