-- The lessons that a daily post leaves out, as JSON, and the line that moderators put above each post.
ALTER TABLE schedule ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]';
ALTER TABLE schedule ADD COLUMN line TEXT NOT NULL DEFAULT '';
