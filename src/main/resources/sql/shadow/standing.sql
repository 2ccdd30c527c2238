-- From which hour on can this contract be cut over, and was anything of it sent already?
select (select max(a.cursor_hour) + interval '1 hour'
        from account_contract ac
        join account a on a.id = ac.account_id
        where ac.contract_id = :contract and ac.until_at is null) as earliest,
       exists (select from metering_record r
               where r.contract_id = :contract and r.source = 'orb' and r.status <> 'shadow') as sends
