-- A mapping reads a whole history: the log keeps who mapped what, not each series that Orb answered with.
drop trigger note_change on cost_series;
