-- Whose held records could not be given a slot? They are tried again soon.
update final_usage
set holds_next_at = :now::timestamptz + interval '1 minute'
where state = 'open' and account_id = (select account_id from metering_record where id = :record)
