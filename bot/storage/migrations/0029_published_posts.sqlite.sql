-- Whether a daily post is published to the channels that follow its announcement channel, and how far a post is.
ALTER TABLE schedule ADD COLUMN publish INTEGER NOT NULL DEFAULT 0 CHECK (publish IN (0, 1));
ALTER TABLE post ADD COLUMN publish TEXT NOT NULL DEFAULT 'none';
