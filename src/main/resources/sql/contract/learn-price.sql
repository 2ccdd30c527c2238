-- What does a unit cost from an instant on, as learnt now?
insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price, currency,
                            plan, learnt_from)
values (current_seller(), :contractId, :effectiveAt, :now, :dimension, :unitPrice, :currency, :plan,
        :learntFrom)
returning id
