-- Who said what about this record?
insert into record_decision (seller_id, record_id, decision, reason, amount, decided_by, decided_at)
values (:seller, :record, :decision, :reason, :amount, :by, :now)
