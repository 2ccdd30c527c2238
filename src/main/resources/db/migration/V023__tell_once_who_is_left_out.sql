-- Since when the seller knows that the buyer's mapping feeds another contract of the buyer and not this one; null
-- while it has a mapping of its own, is fed itself, or nobody was told.
alter table contract add column left_out_at timestamptz;
