-- How is this provider connected from now on? It was just tried out, so nothing of an old refusal stays.
insert into integration (seller_id, provider, status, settings, sealed_secret, secret_hint, start_at, mode,
                         verified_at, updated_at)
values (current_seller(), :provider, 'connected', :settings::jsonb, :sealedSecret, :secretHint, :startAt,
        :mode, :now, :now)
on conflict (seller_id, provider) do update
set status = 'connected', broken_reason = null, settings = excluded.settings,
    sealed_secret = excluded.sealed_secret, secret_hint = excluded.secret_hint,
    start_at = excluded.start_at, mode = excluded.mode, verified_at = excluded.verified_at,
    updated_at = excluded.updated_at, retry_at = null, refusals = 0
