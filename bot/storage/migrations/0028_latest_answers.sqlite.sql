-- Someone's latest answer, which each answer looks up, in whatever course it was.
CREATE INDEX answer_latest ON answer (learner, at, id);
