-- From which hour on is this contract's usage told from here?
update contract set cut_over_at = :at, last_modified_at = :now where id = :contract
