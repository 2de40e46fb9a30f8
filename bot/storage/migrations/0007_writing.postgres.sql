-- What a learner wrote for a lesson. The rubric is the one the draft was begun under, as JSON; points are places
-- in it, as JSON, null before the check.
CREATE TABLE draft (
    id BIGINT NOT NULL PRIMARY KEY,
    learner BIGINT NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    lesson TEXT NOT NULL,
    rubric TEXT NOT NULL
);

CREATE INDEX draft_by_learner ON draft (learner, course, lesson);

CREATE TABLE draft_version (
    draft BIGINT NOT NULL REFERENCES draft (id),
    number INTEGER NOT NULL,
    learner BIGINT NOT NULL REFERENCES learner (id),
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    points TEXT,
    PRIMARY KEY (draft, number)
);

CREATE INDEX draft_version_by_learner ON draft_version (learner);

CREATE TABLE reflection (
    learner BIGINT NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    lesson TEXT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (learner, course, lesson)
);

-- A row an item, so that devices that tick beside each other lose nothing.
CREATE TABLE checklist_mark (
    learner BIGINT NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    checklist TEXT NOT NULL,
    item TEXT NOT NULL,
    ticked SMALLINT NOT NULL CHECK (ticked IN (0, 1)),
    note TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (learner, course, checklist, item)
);
