-- A daily post as a moderator set it. Times of day are minutes, days of the week 0 (Monday) to 6 as digits.
-- A removed one is kept: the buttons of its posts go on working.
CREATE TABLE schedule (
    id BIGINT NOT NULL PRIMARY KEY,
    guild BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    course TEXT NOT NULL,
    minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    zone TEXT NOT NULL,
    days TEXT NOT NULL,
    content TEXT NOT NULL,
    role BIGINT,
    thread SMALLINT NOT NULL CHECK (thread IN (0, 1)),
    set_by BIGINT NOT NULL,
    set_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    next_date TEXT NOT NULL,
    paused TEXT,
    revision INTEGER NOT NULL,
    removed SMALLINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
);

CREATE INDEX schedule_by_guild ON schedule (guild);

CREATE INDEX schedule_due ON schedule (next_at, id) WHERE paused IS NULL AND removed = 0;

-- One post for an occasion of a schedule: what was claimed once is never claimed again.
CREATE TABLE post (
    id BIGINT NOT NULL PRIMARY KEY,
    schedule BIGINT NOT NULL REFERENCES schedule (id),
    occasion TEXT NOT NULL,
    guild BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    course TEXT NOT NULL,
    item TEXT,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    first_at BIGINT,
    retry_at BIGINT,
    attempts INTEGER NOT NULL,
    message BIGINT,
    sent_at BIGINT,
    thread TEXT NOT NULL,
    reason TEXT,
    UNIQUE (schedule, occasion)
);

CREATE INDEX post_by_schedule ON post (schedule, due_at);

CREATE INDEX post_open ON post (retry_at, due_at, id) WHERE retry_at IS NOT NULL;

-- Who has answered the question of a post: the first answer of each person stands.
CREATE TABLE daily_answer (
    post BIGINT NOT NULL REFERENCES post (id),
    learner BIGINT NOT NULL REFERENCES learner (id),
    answer BIGINT NOT NULL REFERENCES answer (id),
    PRIMARY KEY (post, learner)
);

CREATE INDEX daily_answer_by_learner ON daily_answer (learner);

CREATE INDEX answer_by_guild ON answer (guild, course);

CREATE TABLE reminder (
    learner BIGINT NOT NULL PRIMARY KEY REFERENCES learner (id),
    course TEXT NOT NULL,
    content TEXT NOT NULL,
    minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    zone TEXT NOT NULL,
    days TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    next_date TEXT NOT NULL,
    paused TEXT,
    claimed TEXT,
    first_at BIGINT,
    retry_at BIGINT,
    attempts INTEGER NOT NULL,
    sent_at BIGINT,
    told SMALLINT NOT NULL CHECK (told IN (0, 1)),
    revision INTEGER NOT NULL
);

CREATE INDEX reminder_due ON reminder (next_at, learner) WHERE paused IS NULL;

-- What moderators set for a server; lists are JSON.
CREATE TABLE server (
    guild BIGINT NOT NULL PRIMARY KEY,
    staff_channel BIGINT,
    teacher_role BIGINT,
    channels TEXT NOT NULL,
    features_off TEXT NOT NULL
);

CREATE TABLE server_log (
    id BIGINT NOT NULL PRIMARY KEY,
    guild BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    at BIGINT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
);

CREATE INDEX server_log_by_guild ON server_log (guild, at);

CREATE INDEX server_log_by_actor ON server_log (actor);

-- What a server's staff is to be told. tried: nobody could be, so the next moderator who runs a command is.
CREATE TABLE notice (
    id BIGINT NOT NULL PRIMARY KEY,
    guild BIGINT NOT NULL,
    schedule BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    missing TEXT NOT NULL,
    posts INTEGER NOT NULL,
    set_by BIGINT NOT NULL,
    at BIGINT NOT NULL,
    tried SMALLINT NOT NULL DEFAULT 0 CHECK (tried IN (0, 1)),
    told SMALLINT NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
);

CREATE INDEX notice_open ON notice (guild, at) WHERE told = 0;

-- The right of one process to send what is due.
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until BIGINT NOT NULL
);
