-- When a reminder is due next: at the time it is tried again, else at its own. The index before served neither.
DROP INDEX reminder_due;

CREATE INDEX reminder_due ON reminder (COALESCE(retry_at, next_at), learner) WHERE paused IS NULL;
