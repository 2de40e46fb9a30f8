-- The questions of the latest reminders that weren't answered, by their ids, so that the next ones ask others.
ALTER TABLE reminder ADD COLUMN asked TEXT NOT NULL DEFAULT '';
