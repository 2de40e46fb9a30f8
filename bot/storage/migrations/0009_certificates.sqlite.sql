-- Who completed a course, under a number by which anybody can confirm it. day: the learner's local date, in days
-- since 1970.
CREATE TABLE certificate (
    number TEXT NOT NULL PRIMARY KEY,
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    title TEXT NOT NULL,
    name TEXT NOT NULL,
    day INTEGER NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (learner, course)
) STRICT, WITHOUT ROWID;
