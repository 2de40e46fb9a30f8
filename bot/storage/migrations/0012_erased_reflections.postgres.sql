-- The revision with which a reflection was begun, after an erasure anew: a form that was opened before knows an
-- earlier one. Revisions begin at the instant, so that none comes twice.
ALTER TABLE reflection ALTER COLUMN revision TYPE BIGINT;

ALTER TABLE reflection ADD COLUMN begun BIGINT NOT NULL DEFAULT 1;
