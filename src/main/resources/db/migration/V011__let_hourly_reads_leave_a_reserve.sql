-- Hourly reads are paced below the budget, so that part of it is always left to reads that cannot wait.
alter table orb_budget
    -- permits that hourly reads drew faster than their pace; it melts at that pace
    add column hourly_ahead numeric not null default 0 check (hourly_ahead >= 0),
    -- a final read waits for a permit: until then everybody else leaves what flows in to it
    add column kept_until timestamptz;
