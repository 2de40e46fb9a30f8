"""The services, on a record on disk and with a fake messenger."""
