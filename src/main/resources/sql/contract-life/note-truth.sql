-- When was this contract compared with its marketplace last?
update contract set truth_read_at = :now where id = :contract
