-- What a question was about, taken out of its words, so that mastery can be worked out from the record alone.
ALTER TABLE question_text ADD COLUMN objective TEXT NOT NULL DEFAULT '';

ALTER TABLE question_text ADD COLUMN kind TEXT NOT NULL DEFAULT '';

ALTER TABLE question_text ADD COLUMN level TEXT NOT NULL DEFAULT '';

UPDATE question_text SET
    objective = COALESCE(CAST(body AS JSON) ->> 'objective', ''),
    kind = COALESCE(CAST(body AS JSON) ->> 'kind', ''),
    level = COALESCE(CAST(body AS JSON) ->> 'level', '');

CREATE INDEX question_text_by_objective ON question_text (objective, question);

CREATE INDEX question_text_by_question ON question_text (question, objective);

-- Follows from the answers and can be made anew from them. day: the learner's local date, in days since 1970.
CREATE TABLE mastered (
    learner BIGINT NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    objective TEXT NOT NULL,
    day INTEGER NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (learner, course, objective)
);

CREATE INDEX mastered_lately ON mastered (learner, course, at);

-- Who wants to be seen on a server's leaderboard.
CREATE TABLE leaderboard (
    guild BIGINT NOT NULL,
    learner BIGINT NOT NULL REFERENCES learner (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (guild, learner)
);

CREATE INDEX leaderboard_by_learner ON leaderboard (learner);
