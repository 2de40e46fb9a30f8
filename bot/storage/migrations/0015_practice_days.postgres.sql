-- The learner's local days with an answer, in days since 1970, and the servers in which they answered; guild 0 is
-- direct messages.
CREATE TABLE practice_day (
    learner BIGINT NOT NULL REFERENCES learner (id),
    day INTEGER NOT NULL,
    guild BIGINT NOT NULL,
    PRIMARY KEY (learner, day, guild)
);

CREATE INDEX practice_day_by_guild ON practice_day (guild, day);

INSERT INTO practice_day (learner, day, guild) SELECT DISTINCT learner, day, COALESCE(guild, 0) FROM answer;

-- Boards no longer count what people mastered lately.
DROP INDEX mastered_lately;
