-- How many records match?
select count(*)
from metering_record
where (:cloud::text is null or cloud = :cloud::text)
  and (:contractId::uuid is null or contract_id = :contractId::uuid)
  and (:dimension::text is null or dimension = :dimension::text)
  and (:status::text is null or status = :status::text)
  and (:source::text is null or source = :source::text)
  and (:hourFrom::timestamptz is null or hour >= :hourFrom::timestamptz)
  and (:hourTo::timestamptz is null or hour < :hourTo::timestamptz)
