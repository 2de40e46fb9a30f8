-- The course that a person chose, and the one that a server's moderators chose. Empty: none.
ALTER TABLE learner ADD COLUMN course TEXT;
ALTER TABLE server ADD COLUMN course TEXT;
