-- Ids are Discord's, instants milliseconds of UTC, flags 0 or 1.

CREATE TABLE learner (
    id BIGINT NOT NULL PRIMARY KEY,
    first_seen_at BIGINT NOT NULL
);

CREATE TABLE page_read (
    learner BIGINT NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    lesson TEXT NOT NULL,
    page INTEGER NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (learner, course, lesson, page)
);

-- The words of a question as somebody was asked it, kept when the course changes or a person is erased.
CREATE TABLE question_text (
    fingerprint TEXT NOT NULL PRIMARY KEY,
    course TEXT NOT NULL,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE quiz (
    id BIGINT NOT NULL PRIMARY KEY,
    learner BIGINT NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    lesson TEXT,
    guild BIGINT,
    mode TEXT NOT NULL,
    seed BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    closed_at BIGINT
);

CREATE INDEX quiz_by_learner ON quiz (learner, course);

CREATE TABLE quiz_item (
    quiz BIGINT NOT NULL REFERENCES quiz (id),
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    skipped SMALLINT NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1)),
    PRIMARY KEY (quiz, position)
);

-- The id is that of the interaction. A place in a quiz has one answer: the first.
CREATE TABLE answer (
    id BIGINT NOT NULL PRIMARY KEY,
    learner BIGINT NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    guild BIGINT,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint TEXT NOT NULL REFERENCES question_text (fingerprint),
    mode TEXT NOT NULL,
    quiz BIGINT REFERENCES quiz (id),
    position INTEGER,
    chosen TEXT NOT NULL,
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    guessed SMALLINT NOT NULL CHECK (guessed IN (0, 1)),
    at BIGINT NOT NULL,
    UNIQUE (quiz, position),
    FOREIGN KEY (quiz, position) REFERENCES quiz_item (quiz, position),
    CHECK ((quiz IS NULL) = (position IS NULL))
);

CREATE INDEX answer_by_learner ON answer (learner, course, at);

-- Counts without people: they stay when a person is erased.
CREATE TABLE question_counter (
    course TEXT NOT NULL,
    question TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answered BIGINT NOT NULL,
    fully_right BIGINT NOT NULL,
    unknown BIGINT NOT NULL,
    PRIMARY KEY (course, fingerprint)
);

CREATE TABLE question_report (
    id BIGINT NOT NULL PRIMARY KEY,
    learner BIGINT NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX question_report_by_course ON question_report (course, at);

CREATE INDEX question_report_by_learner ON question_report (learner);

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE greeting (
    guild BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
