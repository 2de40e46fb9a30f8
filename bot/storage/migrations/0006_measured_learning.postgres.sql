-- The form of the course's assessment, in a test; each form is met once.
ALTER TABLE quiz ADD COLUMN form TEXT;

CREATE UNIQUE INDEX quiz_by_form ON quiz (learner, course, form) WHERE form IS NOT NULL;

-- When a page was shown last; null: not again after the first time.
ALTER TABLE page_read ADD COLUMN latest_at BIGINT;

-- Who wants no test before the course.
CREATE TABLE pretest_declined (
    learner BIGINT NOT NULL REFERENCES learner (id),
    course TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (learner, course)
);
