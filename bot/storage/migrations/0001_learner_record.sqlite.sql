-- Ids are Discord's, instants milliseconds of UTC, flags 0 or 1. Without a row id SQLite never makes up an id
-- where none was given.

CREATE TABLE learner (
    id INTEGER NOT NULL PRIMARY KEY,
    first_seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE page_read (
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    lesson TEXT NOT NULL,
    page INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (learner, course, lesson, page)
) STRICT, WITHOUT ROWID;

-- The words of a question as somebody was asked it, kept when the course changes or a person is erased.
CREATE TABLE question_text (
    fingerprint TEXT NOT NULL PRIMARY KEY,
    course TEXT NOT NULL,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE quiz (
    id INTEGER NOT NULL PRIMARY KEY,
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    lesson TEXT,
    guild INTEGER,
    mode TEXT NOT NULL,
    seed INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX quiz_by_learner ON quiz (learner, course);

CREATE TABLE quiz_item (
    quiz INTEGER NOT NULL REFERENCES quiz (id),
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1)),
    PRIMARY KEY (quiz, position)
) STRICT, WITHOUT ROWID;

-- The id is that of the interaction. A place in a quiz has one answer: the first.
CREATE TABLE answer (
    id INTEGER NOT NULL PRIMARY KEY,
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    guild INTEGER,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint TEXT NOT NULL REFERENCES question_text (fingerprint),
    mode TEXT NOT NULL,
    quiz INTEGER REFERENCES quiz (id),
    position INTEGER,
    chosen TEXT NOT NULL,
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    guessed INTEGER NOT NULL CHECK (guessed IN (0, 1)),
    at INTEGER NOT NULL,
    UNIQUE (quiz, position),
    FOREIGN KEY (quiz, position) REFERENCES quiz_item (quiz, position),
    CHECK ((quiz IS NULL) = (position IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX answer_by_learner ON answer (learner, course, at);

-- Counts without people: they stay when a person is erased.
CREATE TABLE question_counter (
    course TEXT NOT NULL,
    question TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answered INTEGER NOT NULL,
    fully_right INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    PRIMARY KEY (course, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE question_report (
    id INTEGER NOT NULL PRIMARY KEY,
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX question_report_by_course ON question_report (course, at);

CREATE INDEX question_report_by_learner ON question_report (learner);

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE greeting (
    guild INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
