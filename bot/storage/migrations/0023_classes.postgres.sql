-- A class in a server. The zone is that of its dates.
CREATE TABLE classroom (
    id BIGINT NOT NULL PRIMARY KEY,
    guild BIGINT NOT NULL,
    course TEXT NOT NULL,
    title TEXT NOT NULL,
    code TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    UNIQUE (guild, code)
);

CREATE INDEX classroom_closed ON classroom (closed_at, id) WHERE closed_at IS NOT NULL;

CREATE INDEX classroom_by_creator ON classroom (created_by);

-- Who joined, and what they let the class see: direct is 1 if that includes what they do in direct messages.
CREATE TABLE classroom_student (
    classroom BIGINT NOT NULL REFERENCES classroom (id),
    learner BIGINT NOT NULL REFERENCES learner (id),
    name TEXT NOT NULL,
    joined_at BIGINT NOT NULL,
    direct INTEGER NOT NULL CHECK (direct IN (0, 1)),
    reminders INTEGER NOT NULL CHECK (reminders IN (0, 1)),
    PRIMARY KEY (classroom, learner)
);

CREATE INDEX classroom_student_by_learner ON classroom_student (learner);

-- A lesson or quiz posted for a class. state, first_at, retry_at and attempts are as with a post.
CREATE TABLE assignment (
    id BIGINT NOT NULL PRIMARY KEY,
    classroom BIGINT NOT NULL REFERENCES classroom (id),
    channel BIGINT NOT NULL,
    lesson TEXT NOT NULL,
    task TEXT NOT NULL,
    release_at BIGINT NOT NULL,
    due_at BIGINT,
    remind_at BIGINT,
    set_by BIGINT NOT NULL,
    set_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    first_at BIGINT,
    retry_at BIGINT,
    attempts INTEGER NOT NULL,
    message BIGINT
);

CREATE INDEX assignment_by_classroom ON assignment (classroom, release_at);

CREATE INDEX assignment_by_setter ON assignment (set_by);

CREATE INDEX assignment_open ON assignment (COALESCE(retry_at, release_at), id) WHERE state IN ('due', 'claimed');

-- The message to a student before an assignment is due.
CREATE TABLE due_reminder (
    assignment BIGINT NOT NULL REFERENCES assignment (id),
    learner BIGINT NOT NULL REFERENCES learner (id),
    remind_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    first_at BIGINT,
    retry_at BIGINT,
    attempts INTEGER NOT NULL,
    PRIMARY KEY (assignment, learner)
);

CREATE INDEX due_reminder_by_learner ON due_reminder (learner);

CREATE INDEX due_reminder_open ON due_reminder (COALESCE(retry_at, remind_at), assignment, learner)
WHERE state IN ('due', 'claimed');

-- When a card was opened in a server first and last; guild 0 is direct messages. latest_at is null after one time.
CREATE TABLE page_place (
    learner BIGINT NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    lesson TEXT NOT NULL,
    page INTEGER NOT NULL,
    guild BIGINT NOT NULL,
    at BIGINT NOT NULL,
    latest_at BIGINT,
    PRIMARY KEY (learner, course, lesson, page, guild)
);
