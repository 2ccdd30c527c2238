-- How many listings match?
select count(*)
from listing
where (:cloud::text is null or cloud = :cloud::text)
  and (:cloudId::text is null or cloud_id = :cloudId::text)
  and (:lastModifiedAtAfter::timestamptz is null or last_modified_at > :lastModifiedAtAfter::timestamptz)
