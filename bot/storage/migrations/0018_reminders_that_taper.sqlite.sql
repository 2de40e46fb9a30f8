-- How many messages in a row weren't answered, and the local date of the latest one: they come less often.
ALTER TABLE reminder ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0;

ALTER TABLE reminder ADD COLUMN sent_on TEXT;

-- Whether reminders were offered to someone, which happens once.
ALTER TABLE learner ADD COLUMN reminder_offered INTEGER NOT NULL DEFAULT 0 CHECK (reminder_offered IN (0, 1));
