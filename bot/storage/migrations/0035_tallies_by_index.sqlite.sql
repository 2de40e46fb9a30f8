-- Counting the answers of a server to each question reads the index alone.
DROP INDEX answer_by_guild;

CREATE INDEX answer_by_guild ON answer (guild, course, question, score);
