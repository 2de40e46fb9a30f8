-- A daily post as a moderator set it. Times of day are minutes, days of the week 0 (Monday) to 6 as digits.
-- A removed one is kept: the buttons of its posts go on working.
CREATE TABLE schedule (
    id INTEGER NOT NULL PRIMARY KEY,
    guild INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    course TEXT NOT NULL,
    minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    zone TEXT NOT NULL,
    days TEXT NOT NULL,
    content TEXT NOT NULL,
    role INTEGER,
    thread INTEGER NOT NULL CHECK (thread IN (0, 1)),
    set_by INTEGER NOT NULL,
    set_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    next_date TEXT NOT NULL,
    paused TEXT,
    revision INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX schedule_by_guild ON schedule (guild);

CREATE INDEX schedule_due ON schedule (next_at, id) WHERE paused IS NULL AND removed = 0;

-- One post for an occasion of a schedule: what was claimed once is never claimed again.
CREATE TABLE post (
    id INTEGER NOT NULL PRIMARY KEY,
    schedule INTEGER NOT NULL REFERENCES schedule (id),
    occasion TEXT NOT NULL,
    guild INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    course TEXT NOT NULL,
    item TEXT,
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    first_at INTEGER,
    retry_at INTEGER,
    attempts INTEGER NOT NULL,
    message INTEGER,
    sent_at INTEGER,
    thread TEXT NOT NULL,
    reason TEXT,
    UNIQUE (schedule, occasion)
) STRICT, WITHOUT ROWID;

CREATE INDEX post_by_schedule ON post (schedule, due_at);

CREATE INDEX post_open ON post (retry_at, due_at, id) WHERE retry_at IS NOT NULL;

-- Who has answered the question of a post: the first answer of each person stands.
CREATE TABLE daily_answer (
    post INTEGER NOT NULL REFERENCES post (id),
    learner INTEGER NOT NULL REFERENCES learner (id),
    answer INTEGER NOT NULL REFERENCES answer (id),
    PRIMARY KEY (post, learner)
) STRICT, WITHOUT ROWID;

CREATE INDEX daily_answer_by_learner ON daily_answer (learner);

CREATE INDEX answer_by_guild ON answer (guild, course);

CREATE TABLE reminder (
    learner INTEGER NOT NULL PRIMARY KEY REFERENCES learner (id),
    course TEXT NOT NULL,
    content TEXT NOT NULL,
    minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    zone TEXT NOT NULL,
    days TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    next_date TEXT NOT NULL,
    paused TEXT,
    claimed TEXT,
    first_at INTEGER,
    retry_at INTEGER,
    attempts INTEGER NOT NULL,
    sent_at INTEGER,
    told INTEGER NOT NULL CHECK (told IN (0, 1)),
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX reminder_due ON reminder (next_at, learner) WHERE paused IS NULL;

-- What moderators set for a server; lists are JSON.
CREATE TABLE server (
    guild INTEGER NOT NULL PRIMARY KEY,
    staff_channel INTEGER,
    teacher_role INTEGER,
    channels TEXT NOT NULL,
    features_off TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE server_log (
    id INTEGER NOT NULL PRIMARY KEY,
    guild INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX server_log_by_guild ON server_log (guild, at);

CREATE INDEX server_log_by_actor ON server_log (actor);

-- What a server's staff is to be told. tried: nobody could be, so the next moderator who runs a command is.
CREATE TABLE notice (
    id INTEGER NOT NULL PRIMARY KEY,
    guild INTEGER NOT NULL,
    schedule INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    missing TEXT NOT NULL,
    posts INTEGER NOT NULL,
    set_by INTEGER NOT NULL,
    at INTEGER NOT NULL,
    tried INTEGER NOT NULL DEFAULT 0 CHECK (tried IN (0, 1)),
    told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX notice_open ON notice (guild, at) WHERE told = 0;

-- The right of one process to send what is due.
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
