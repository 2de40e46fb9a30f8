-- Which forms a course had when an assessment was started. Only results of the same edition can be compared.
-- NULL: not recorded back then.
ALTER TABLE quiz ADD COLUMN edition TEXT;
