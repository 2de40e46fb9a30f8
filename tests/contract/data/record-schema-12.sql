BEGIN TRANSACTION;
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
    at INTEGER NOT NULL, typed TEXT, verdict TEXT CHECK (verdict IN ('open', 'right', 'near', 'wrong')), day INTEGER NOT NULL DEFAULT 0, instead_of TEXT, instead_of_version INTEGER,
    UNIQUE (quiz, position),
    FOREIGN KEY (quiz, position) REFERENCES quiz_item (quiz, position),
    CHECK ((quiz IS NULL) = (position IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO "answer" VALUES(700,175928847299117063,'a-course',41771983423143937,'first-01',1,'8a1eaec62a65c9b8','quiz',700,0,'[0]',100,0,700,NULL,NULL,0,NULL,NULL);
INSERT INTO "answer" VALUES(701,175928847299117063,'a-course',41771983423143937,'first-01',1,'8a1eaec62a65c9b8','daily',NULL,NULL,'[0]',100,0,701,NULL,NULL,3,NULL,NULL);
INSERT INTO "answer" VALUES(5001,175928847299117063,'a-course',41771983423143937,'first-01',1,'8a1eaec62a65c9b8','quiz',5000,0,'[0]',100,0,5001,NULL,NULL,0,NULL,NULL);
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
INSERT INTO "certificate" VALUES('N-175928847299117063',175928847299117063,'a-course','T','Ada',3,700);
CREATE TABLE checklist_mark (
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    checklist TEXT NOT NULL,
    item TEXT NOT NULL,
    ticked INTEGER NOT NULL CHECK (ticked IN (0, 1)),
    note TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (learner, course, checklist, item)
) STRICT, WITHOUT ROWID;
INSERT INTO "checklist_mark" VALUES(175928847299117063,'a-course','a-list','an-item',1,'A note.',801);
CREATE TABLE daily_answer (
    post INTEGER NOT NULL REFERENCES post (id),
    learner INTEGER NOT NULL REFERENCES learner (id),
    answer INTEGER NOT NULL REFERENCES answer (id),
    PRIMARY KEY (post, learner)
) STRICT, WITHOUT ROWID;
INSERT INTO "daily_answer" VALUES(3357713501669966822,175928847299117063,701);
CREATE TABLE departure (
    guild INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "departure" VALUES(99,900);
CREATE TABLE draft (
    id INTEGER NOT NULL PRIMARY KEY,
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    lesson TEXT NOT NULL,
    rubric TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "draft" VALUES(700,175928847299117063,'a-course','a-lesson','["Says what changes", "Says why", "Says when", "Asks", "Thanks «so»"]');
CREATE TABLE draft_version (
    draft INTEGER NOT NULL REFERENCES draft (id),
    number INTEGER NOT NULL,
    learner INTEGER NOT NULL REFERENCES learner (id),
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    points TEXT,
    PRIMARY KEY (draft, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "draft_version" VALUES(700,1,175928847299117063,'Dear all',700,NULL);
INSERT INTO "draft_version" VALUES(700,2,175928847299117063,'A second version.',800,NULL);
CREATE TABLE erasure (
    token TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE greeting (
    guild INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "greeting" VALUES(41771983423143937,700);
CREATE TABLE leaderboard (
    guild INTEGER NOT NULL,
    learner INTEGER NOT NULL REFERENCES learner (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (guild, learner)
) STRICT, WITHOUT ROWID;
INSERT INTO "leaderboard" VALUES(41771983423143937,175928847299117063,700);
CREATE TABLE learner (
    id INTEGER NOT NULL PRIMARY KEY,
    first_seen_at INTEGER NOT NULL
, zone TEXT, reviews INTEGER, last_seen INTEGER NOT NULL DEFAULT 0, told TEXT, told_at INTEGER) STRICT, WITHOUT ROWID;
INSERT INTO "learner" VALUES(175928847299117063,700,'Europe/Berlin',NULL,0,NULL,NULL);
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE mastered (
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    objective TEXT NOT NULL,
    day INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (learner, course, objective)
) STRICT, WITHOUT ROWID;
INSERT INTO "mastered" VALUES(175928847299117063,'a-course','first.goal',3,701);
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
INSERT INTO "notice" VALUES(700,41771983423143937,700,41771983423143999,'paused','permission','["Send Messages"]',0,175928847299117063,700,0,0);
CREATE TABLE page_read (
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    lesson TEXT NOT NULL,
    page INTEGER NOT NULL,
    at INTEGER NOT NULL, latest_at INTEGER,
    PRIMARY KEY (learner, course, lesson, page)
) STRICT, WITHOUT ROWID;
INSERT INTO "page_read" VALUES(175928847299117063,'a-course','a-lesson',0,700,NULL);
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
INSERT INTO "post" VALUES(3357713501669966822,700,'2026-03-30',41771983423143937,41771983423143999,'a-course','["question", "first-01", 0, 0]',1000,'claimed',1000,1000,1,NULL,NULL,'wanted',NULL);
CREATE TABLE pretest_declined (
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (learner, course)
) STRICT, WITHOUT ROWID;
INSERT INTO "pretest_declined" VALUES(175928847299117063,'a-course',700);
CREATE TABLE question_counter (
    course TEXT NOT NULL,
    question TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answered INTEGER NOT NULL,
    fully_right INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    PRIMARY KEY (course, fingerprint)
) STRICT, WITHOUT ROWID;
INSERT INTO "question_counter" VALUES('a-course','first-01','8a1eaec62a65c9b8',3,3,0);
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
INSERT INTO "question_report" VALUES(700,175928847299117063,'a-course','first-01',1,'8a1eaec62a65c9b8','It isn''t so.',700);
CREATE TABLE question_text (
    fingerprint TEXT NOT NULL PRIMARY KEY,
    course TEXT NOT NULL,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL
, objective TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT '', level TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "question_text" VALUES('8a1eaec62a65c9b8','a-course','first-01',1,'{"id":"first-01","version":1,"objective":"first.goal","kind":"single","level":"apply","invented":false,"prompt":"Is it so? «Ja», 是","options":[{"text":"Yes","correct":true,"match":null,"feedback":"It is so."},{"text":"No","correct":false,"match":null,"feedback":"It is not so."}],"explanation":"Because.","facts":["a-fact"]}','first.goal','single','apply');
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
, form TEXT, round INTEGER NOT NULL DEFAULT 1) STRICT, WITHOUT ROWID;
INSERT INTO "quiz" VALUES(700,175928847299117063,'a-course','lesson-700',41771983423143937,'quiz',700,700,NULL,NULL,1);
INSERT INTO "quiz" VALUES(5000,175928847299117063,'a-course','lesson-5000',41771983423143937,'quiz',5000,5000,5001,NULL,1);
CREATE TABLE quiz_item (
    quiz INTEGER NOT NULL REFERENCES quiz (id),
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1)), instead_of TEXT, instead_of_version INTEGER,
    PRIMARY KEY (quiz, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "quiz_item" VALUES(700,0,'first-00',1,0,NULL,NULL);
INSERT INTO "quiz_item" VALUES(700,1,'first-01',2,0,NULL,NULL);
INSERT INTO "quiz_item" VALUES(5000,0,'first-00',1,0,NULL,NULL);
CREATE TABLE reflection (
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    lesson TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    revision INTEGER NOT NULL, begun INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (learner, course, lesson)
) STRICT, WITHOUT ROWID;
INSERT INTO "reflection" VALUES(175928847299117063,'a-course','a-lesson','Ours.',700,700,700);
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
INSERT INTO "reminder" VALUES(175928847299117063,'a-course','page',480,'Europe/Berlin','024',700,1000,'2026-03-30',NULL,NULL,NULL,NULL,0,NULL,0,0);
CREATE TABLE review_card (
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    stability TEXT NOT NULL,
    difficulty TEXT NOT NULL,
    last_day INTEGER NOT NULL,
    due_day INTEGER NOT NULL,
    PRIMARY KEY (learner, course, question)
) STRICT, WITHOUT ROWID;
INSERT INTO "review_card" VALUES(175928847299117063,'a-course','first-01',1,'13.826903694354568','2.111214235785395',3,17);
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
INSERT INTO "schedule" VALUES(700,41771983423143937,41771983423143999,'a-course',480,'Europe/Berlin','024','questions',NULL,1,175928847299117063,700,1000,'2026-03-30',NULL,1,0);
CREATE TABLE schema_version (
    version INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);
INSERT INTO "schema_version" VALUES(1,'learner_record');
INSERT INTO "schema_version" VALUES(2,'typed_answers');
INSERT INTO "schema_version" VALUES(3,'reviews');
INSERT INTO "schema_version" VALUES(4,'daily_posts');
INSERT INTO "schema_version" VALUES(5,'leaderboard');
INSERT INTO "schema_version" VALUES(6,'measured_learning');
INSERT INTO "schema_version" VALUES(7,'writing');
INSERT INTO "schema_version" VALUES(8,'privacy');
INSERT INTO "schema_version" VALUES(9,'certificates');
INSERT INTO "schema_version" VALUES(10,'due_reminders');
INSERT INTO "schema_version" VALUES(11,'rounds_of_tests');
INSERT INTO "schema_version" VALUES(12,'erased_reflections');
CREATE TABLE server (
    guild INTEGER NOT NULL PRIMARY KEY,
    staff_channel INTEGER,
    teacher_role INTEGER,
    channels TEXT NOT NULL,
    features_off TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "server" VALUES(41771983423143937,NULL,NULL,'[]','[]');
CREATE TABLE server_log (
    id INTEGER NOT NULL PRIMARY KEY,
    guild INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "server_log" VALUES(700,41771983423143937,175928847299117063,700,'daily.set','{"role": null, "days": "024"}');
INSERT INTO "server_log" VALUES(5003,41771983423143937,175928847299117063,5003,'daily.set','{"role": null, "days": "024"}');
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "setting" VALUES('commands','abc');
CREATE INDEX quiz_by_learner ON quiz (learner, course);
CREATE INDEX answer_by_learner ON answer (learner, course, at);
CREATE INDEX question_report_by_course ON question_report (course, at);
CREATE INDEX question_report_by_learner ON question_report (learner);
CREATE INDEX answer_by_question ON answer (learner, course, question);
CREATE INDEX answer_by_instead_of ON answer (learner, course, instead_of);
CREATE INDEX schedule_by_guild ON schedule (guild);
CREATE INDEX schedule_due ON schedule (next_at, id) WHERE paused IS NULL AND removed = 0;
CREATE INDEX post_by_schedule ON post (schedule, due_at);
CREATE INDEX post_open ON post (retry_at, due_at, id) WHERE retry_at IS NOT NULL;
CREATE INDEX daily_answer_by_learner ON daily_answer (learner);
CREATE INDEX answer_by_guild ON answer (guild, course);
CREATE INDEX server_log_by_guild ON server_log (guild, at);
CREATE INDEX server_log_by_actor ON server_log (actor);
CREATE INDEX notice_open ON notice (guild, at) WHERE told = 0;
CREATE INDEX question_text_by_objective ON question_text (objective, question);
CREATE INDEX question_text_by_question ON question_text (question, objective);
CREATE INDEX mastered_lately ON mastered (learner, course, at);
CREATE INDEX leaderboard_by_learner ON leaderboard (learner);
CREATE INDEX draft_by_learner ON draft (learner, course, lesson);
CREATE INDEX draft_version_by_learner ON draft_version (learner);
CREATE INDEX learner_by_last_seen ON learner (last_seen, id);
CREATE INDEX departure_by_at ON departure (at);
CREATE INDEX notice_by_guild ON notice (guild);
CREATE INDEX notice_by_setter ON notice (set_by);
CREATE INDEX schedule_by_setter ON schedule (set_by);
CREATE INDEX reminder_due ON reminder (COALESCE(retry_at, next_at), learner) WHERE paused IS NULL;
CREATE UNIQUE INDEX quiz_by_form ON quiz (learner, course, form, round) WHERE form IS NOT NULL;
COMMIT;
