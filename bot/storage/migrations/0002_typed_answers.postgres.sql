-- What was typed, and what the learner says of it where the course cannot tell. Answers chosen from options
-- have neither.

ALTER TABLE answer ADD COLUMN typed TEXT;

ALTER TABLE answer ADD COLUMN verdict TEXT CHECK (verdict IN ('open', 'right', 'near', 'wrong'));
