-- How far sending a notice has come, as with a post.
ALTER TABLE notice ADD COLUMN first_at BIGINT;
ALTER TABLE notice ADD COLUMN retry_at BIGINT;
ALTER TABLE notice ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
