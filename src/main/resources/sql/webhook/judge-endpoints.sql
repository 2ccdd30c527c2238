-- What do these answers say about their endpoints: do they work, since when do they fail, is one gone?
with answered as (
    select endpoint_id, bool_or(outcome = 'delivered') as works, bool_or(coalesce(http_status = 410, false)) as gone,
           min(attempted_at) as since
    from jsonb_to_recordset(:rows::jsonb)
        as row (endpoint_id uuid, outcome text, http_status integer, attempted_at timestamptz)
    group by endpoint_id
), verdict as (
    select w.id, case when not a.works then coalesce(w.failing_since, a.since) end as failing_since,
           case when a.gone then 'gone'
                when not a.works and w.failing_since <= :failingBefore then 'failing' end as reason
    from answered a
    join webhook_endpoint w on w.id = a.endpoint_id
    where w.status = 'enabled'
)
update webhook_endpoint w
set failing_since = v.failing_since,
    status = case when v.reason is null then w.status else 'disabled' end,
    disabled_reason = v.reason,
    last_modified_at = case when v.reason is null then w.last_modified_at else :now end
from verdict v
where w.id = v.id and w.status = 'enabled'
  and (w.failing_since is distinct from v.failing_since or v.reason is not null)
returning w.seller_id, w.id, w.url, w.description, w.event_types, w.event_names::text as event_names, w.status,
          w.disabled_reason, w.failing_since, w.old_secret_until, w.created_at, w.last_modified_at
