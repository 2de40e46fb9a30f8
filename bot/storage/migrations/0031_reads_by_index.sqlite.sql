-- Reads that follow an index instead of a lifetime of answers: the latest answer to a question, today's answers, the
-- number of practice answers, open quizzes, and a lesson's own questions.
DROP INDEX answer_by_question;

CREATE INDEX answer_by_question ON answer (learner, course, question, at, id);

DROP INDEX answer_by_learner;

CREATE INDEX answer_by_learner ON answer (learner, course, at, mode);

DROP INDEX answer_by_instead_of;

CREATE INDEX answer_by_instead_of ON answer (learner, course, instead_of) WHERE instead_of IS NOT NULL;

CREATE INDEX answer_by_day ON answer (learner, day, mode);

CREATE INDEX quiz_open ON quiz (learner, course) WHERE closed_at IS NULL;

CREATE INDEX quiz_of_lesson ON quiz (learner, course, lesson) WHERE mode = 'lesson';
