-- Lessons that a learner completed. day: the learner's local date, in days since 1970.
CREATE TABLE badge (
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    lesson TEXT NOT NULL,
    day INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (learner, course, lesson)
) STRICT, WITHOUT ROWID;

-- From when on a learner can take the final assessment: the start of their local date opens_day. Written once.
CREATE TABLE assessment_opening (
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    opens_day INTEGER NOT NULL,
    opens_at INTEGER NOT NULL,
    PRIMARY KEY (learner, course)
) STRICT, WITHOUT ROWID;

-- The assessment that earned a certificate: which attempt it was, and how many of its questions were right. Null for
-- older certificates, and where a course has no assessment.
ALTER TABLE certificate ADD COLUMN attempt INTEGER;

ALTER TABLE certificate ADD COLUMN score INTEGER;

ALTER TABLE certificate ADD COLUMN questions INTEGER;

-- Whether the learner wants to be congratulated; null is the usual.
ALTER TABLE learner ADD COLUMN celebrations INTEGER;
