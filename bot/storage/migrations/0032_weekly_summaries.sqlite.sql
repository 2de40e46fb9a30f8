-- When a server's staff gets the next summary of a week. Empty: never.
ALTER TABLE server ADD COLUMN summary_at INTEGER;

CREATE INDEX server_summary ON server (summary_at) WHERE summary_at IS NOT NULL;
