-- The channel in which the learner shared the result of a quiz; null: not shared. A result is shared once.
ALTER TABLE quiz ADD COLUMN shared_in INTEGER;
