-- Which time the form of a test is met: all forms once, then, where no test was passed, all of them again. A form
-- is begun once in each round.
ALTER TABLE quiz ADD COLUMN round INTEGER NOT NULL DEFAULT 1;

DROP INDEX quiz_by_form;

CREATE UNIQUE INDEX quiz_by_form ON quiz (learner, course, form, round) WHERE form IS NOT NULL;
