-- Whose clock do ours not agree with? Hours, deadlines and signatures depend on it.
select 'clock-skew' as kind, null::uuid as seller_id, null::text as cloud, null::uuid as contract_id,
       null::text as subscription_id,
       s.since, null::timestamptz as deadline_at, null::numeric as amount, null::text as currency,
       'Our clock is ' || round(abs(s.seconds)) || ' seconds ' || case when s.seconds > 0 then 'behind' else 'ahead of' end
           || ' that of ' || s.host || '.' as message
from clock_skew s
where abs(s.seconds) > 30 and s.seen_at > :now::timestamptz - interval '1 day'
