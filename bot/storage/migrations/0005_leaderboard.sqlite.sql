-- What a question was about, taken out of its words, so that mastery can be worked out from the record alone.
ALTER TABLE question_text ADD COLUMN objective TEXT NOT NULL DEFAULT '';

ALTER TABLE question_text ADD COLUMN kind TEXT NOT NULL DEFAULT '';

ALTER TABLE question_text ADD COLUMN level TEXT NOT NULL DEFAULT '';

UPDATE question_text SET
    objective = COALESCE(json_extract(body, '$.objective'), ''),
    kind = COALESCE(json_extract(body, '$.kind'), ''),
    level = COALESCE(json_extract(body, '$.level'), '');

CREATE INDEX question_text_by_objective ON question_text (objective, question);

CREATE INDEX question_text_by_question ON question_text (question, objective);

-- Follows from the answers and can be made anew from them. day: the learner's local date, in days since 1970.
CREATE TABLE mastered (
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    objective TEXT NOT NULL,
    day INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (learner, course, objective)
) STRICT, WITHOUT ROWID;

CREATE INDEX mastered_lately ON mastered (learner, course, at);

-- Who wants to be seen on a server's leaderboard.
CREATE TABLE leaderboard (
    guild INTEGER NOT NULL,
    learner INTEGER NOT NULL REFERENCES learner (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (guild, learner)
) STRICT, WITHOUT ROWID;

CREATE INDEX leaderboard_by_learner ON leaderboard (learner);
