-- The local day on which someone said "Not now" to writing a draft; null: never.
ALTER TABLE learner ADD COLUMN draft_postponed_day BIGINT;
