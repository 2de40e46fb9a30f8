-- Deleting an answer looks for the daily answer that refers to it: without this, in the whole table each time.
CREATE INDEX daily_answer_by_answer ON daily_answer (answer);
