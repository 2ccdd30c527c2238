-- How did the last usage of this contract end, or how far is it?
update final_usage
set state = case when :closed then 'finished' else state end,
    finished_at = case when :closed then :now::timestamptz end,
    gave_up_at = coalesce(gave_up_at, case when :over then :now::timestamptz end),
    next_read_at = case when :over or :closed then null else next_read_at end,
    lost_amount = :lost, dropped_amount = :dropped, overbilled_amount = :overbilled
where id = :id
