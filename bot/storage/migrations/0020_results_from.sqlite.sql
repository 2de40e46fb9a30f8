-- From how many answers on the results of a question of the day show. Servers that have daily posts are told.
ALTER TABLE server ADD COLUMN results_from INTEGER NOT NULL DEFAULT 3 CHECK (results_from BETWEEN 3 AND 10);

INSERT OR IGNORE INTO notice (id, guild, schedule, channel, kind, reason, missing, posts, set_by, at)
SELECT id + 1, guild, id, channel, 'results-from', '', '[]', 3, set_by, CAST(strftime('%s', 'now') AS INTEGER) * 1000
FROM schedule WHERE id IN (SELECT MIN(id) FROM schedule WHERE removed = 0 GROUP BY guild);
