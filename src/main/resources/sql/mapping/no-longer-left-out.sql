-- This contract is metered now; should it be left out again, that would be news.
update contract set left_out_at = null where id = :contract and left_out_at is not null
