-- The channel of the bot's direct messages with a person, so that it isn't opened again for each message.
ALTER TABLE learner ADD COLUMN dm_channel INTEGER;
