-- The quiz of someone else whose questions a quiz repeats. No reference: that person may be erased.
ALTER TABLE quiz ADD COLUMN challenge BIGINT;

CREATE UNIQUE INDEX quiz_by_challenge ON quiz (learner, challenge);
