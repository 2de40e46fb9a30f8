-- The day of an answer is the learner's local date when it was given, in days since 1970; of older answers it is
-- the date in UTC.

ALTER TABLE answer ADD COLUMN day INTEGER NOT NULL DEFAULT 0;

UPDATE answer SET day = at / 86400000;

-- In a review a question may be asked instead of another that is due.
ALTER TABLE answer ADD COLUMN instead_of TEXT;

ALTER TABLE answer ADD COLUMN instead_of_version INTEGER;

ALTER TABLE quiz_item ADD COLUMN instead_of TEXT;

ALTER TABLE quiz_item ADD COLUMN instead_of_version INTEGER;

-- Follows from the answers and can be made anew from them. Stability and difficulty are decimal numbers, written
-- so that they are read back exactly.
CREATE TABLE review_card (
    learner BIGINT NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    stability TEXT NOT NULL,
    difficulty TEXT NOT NULL,
    last_day INTEGER NOT NULL,
    due_day INTEGER NOT NULL,
    PRIMARY KEY (learner, course, question)
);

CREATE INDEX answer_by_question ON answer (learner, course, question);

CREATE INDEX answer_by_instead_of ON answer (learner, course, instead_of);

-- What a learner has chosen; null is the usual.
ALTER TABLE learner ADD COLUMN zone TEXT;

ALTER TABLE learner ADD COLUMN reviews INTEGER;
