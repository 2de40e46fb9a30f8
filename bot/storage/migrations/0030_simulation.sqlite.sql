-- What people decided in a scenario: in which run (from 1), at which step (from 0), in which scene, and the key of the
-- choice. guild is the server, or null outside of servers.
CREATE TABLE decision (
    learner INTEGER NOT NULL,
    course TEXT NOT NULL,
    run INTEGER NOT NULL,
    step INTEGER NOT NULL,
    scene TEXT NOT NULL,
    choice TEXT NOT NULL,
    guild INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (learner, course, run, step)
) STRICT, WITHOUT ROWID;

-- What others in a server chose first.
CREATE INDEX decision_by_server ON decision (guild, course, scene, choice) WHERE run = 1;
