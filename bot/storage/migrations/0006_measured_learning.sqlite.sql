-- The form of the course's assessment, in a test; each form is met once.
ALTER TABLE quiz ADD COLUMN form TEXT;

CREATE UNIQUE INDEX quiz_by_form ON quiz (learner, course, form) WHERE form IS NOT NULL;

-- When a page was shown last; null: not again after the first time.
ALTER TABLE page_read ADD COLUMN latest_at INTEGER;

-- Who wants no test before the course.
CREATE TABLE pretest_declined (
    learner INTEGER NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (learner, course)
) STRICT, WITHOUT ROWID;
