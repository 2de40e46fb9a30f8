"""Certificates."""

ADD = """
INSERT INTO certificate (number, learner, course, title, name, day, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING
"""

RENAME = "UPDATE certificate SET name = $3 WHERE learner = $1 AND course = $2"

OWN = "SELECT * FROM certificate WHERE learner = $1 AND course = $2"

BY_NUMBER = "SELECT * FROM certificate WHERE number = $1"

EXPORT = "SELECT * FROM certificate WHERE learner = $1 ORDER BY at, number"

ERASE = "DELETE FROM certificate WHERE learner = $1"
