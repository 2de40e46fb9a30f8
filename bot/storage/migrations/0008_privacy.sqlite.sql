-- The last day (in UTC, as days since 1970) on which a person used the bot; and what came of telling somebody
-- who was away for long that all is erased soon: told is null, 'claimed', 'sent' or 'closed'.
ALTER TABLE learner ADD COLUMN last_seen INTEGER NOT NULL DEFAULT 0;

ALTER TABLE learner ADD COLUMN told TEXT;

ALTER TABLE learner ADD COLUMN told_at INTEGER;

UPDATE learner SET last_seen = (
    SELECT MAX(found.at) FROM (
        SELECT learner.first_seen_at AS at
        UNION ALL SELECT MAX(answer.at) FROM answer WHERE answer.learner = learner.id
        UNION ALL SELECT MAX(page_read.at) FROM page_read WHERE page_read.learner = learner.id
        UNION ALL SELECT MAX(quiz.started_at) FROM quiz WHERE quiz.learner = learner.id
        UNION ALL SELECT MAX(reminder.set_at) FROM reminder WHERE reminder.learner = learner.id
    ) AS found
) / 86400000;

CREATE INDEX learner_by_last_seen ON learner (last_seen, id);

-- Erasures that were made, by the token under which the file beside the database notes each. A copy of the
-- database that is put back lacks the later ones, so that they are made again.
CREATE TABLE erasure (
    token TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Servers that the bot is not in any more.
CREATE TABLE departure (
    guild INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX departure_by_at ON departure (at);

CREATE INDEX notice_by_guild ON notice (guild);

CREATE INDEX notice_by_setter ON notice (set_by);

CREATE INDEX schedule_by_setter ON schedule (set_by);
