-- Has anything been mapped, and has an hour been metered?
select exists (select from account where state <> 'detached') as mapped,
       exists (select from metering_record where source in ('orb', 'manual')) as metered
