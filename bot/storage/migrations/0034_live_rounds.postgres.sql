-- A live quiz in a channel. state, first_at, retry_at and attempts are those of the phase's message, as with a post.
-- wake_at is when the round has to go on; null once it's over.
CREATE TABLE live_round (
    id BIGINT NOT NULL PRIMARY KEY,
    guild BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    course TEXT NOT NULL,
    lesson TEXT,
    host BIGINT NOT NULL,
    questions INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    changes INTEGER NOT NULL CHECK (changes IN (0, 1)),
    automatic INTEGER NOT NULL CHECK (automatic IN (0, 1)),
    started_at BIGINT NOT NULL,
    phase TEXT NOT NULL,
    position INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    first_at BIGINT,
    retry_at BIGINT,
    attempts INTEGER NOT NULL,
    next_at BIGINT,
    ending TEXT NOT NULL,
    wake_at BIGINT
);

-- A channel has one round at a time.
CREATE UNIQUE INDEX live_round_open ON live_round (channel) WHERE wake_at IS NOT NULL;

CREATE INDEX live_round_due ON live_round (wake_at, id) WHERE wake_at IS NOT NULL;

CREATE INDEX live_round_by_guild ON live_round (guild);

CREATE INDEX live_round_by_host ON live_round (host);

CREATE TABLE live_question (
    id BIGINT NOT NULL PRIMARY KEY,
    round BIGINT NOT NULL REFERENCES live_round (id),
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    version INTEGER NOT NULL,
    fingerprint TEXT NOT NULL REFERENCES question_text (fingerprint),
    message BIGINT,
    UNIQUE (round, position)
);

-- Who joined a round. quiz is the id under which their answers are stored as a quiz.
CREATE TABLE live_player (
    round BIGINT NOT NULL REFERENCES live_round (id),
    learner BIGINT NOT NULL REFERENCES learner (id),
    quiz BIGINT NOT NULL,
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (round, learner)
);

CREATE INDEX live_player_by_learner ON live_player (learner);

-- The vote that counts. The id is that of the interaction; recorded is 1 once it's stored as an answer.
CREATE TABLE live_vote (
    round BIGINT NOT NULL,
    position INTEGER NOT NULL,
    learner BIGINT NOT NULL,
    id BIGINT NOT NULL,
    choice INTEGER NOT NULL,
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    at BIGINT NOT NULL,
    recorded INTEGER NOT NULL DEFAULT 0 CHECK (recorded IN (0, 1)),
    PRIMARY KEY (round, position, learner),
    FOREIGN KEY (round, learner) REFERENCES live_player (round, learner)
);

CREATE INDEX live_vote_by_learner ON live_vote (learner);

CREATE INDEX live_vote_by_player ON live_vote (round, learner);

CREATE INDEX live_vote_open ON live_vote (round, position, learner) WHERE recorded = 0;
