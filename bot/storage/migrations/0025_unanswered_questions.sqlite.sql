-- Questions to /ask that no course answered, for the author: the words, how often, and the last day (in UTC, as
-- days since 1970). Nothing says who asked, or where. A row is deleted 90 days after that day.
CREATE TABLE unanswered (
    text TEXT NOT NULL PRIMARY KEY,
    times INTEGER NOT NULL,
    day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
