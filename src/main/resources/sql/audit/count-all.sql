-- How many changes were noted?
select count(*) from audit_entry
