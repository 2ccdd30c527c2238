-- Another signal of the same end came: the earliest plans, the latest gives up.
update final_usage
set cancelled_at = least(cancelled_at, :cancelledAt::timestamptz),
    give_up_at = greatest(give_up_at, :giveUpAt::timestamptz)
where contract_id = :contract and state = 'open' and gave_up_at is null
