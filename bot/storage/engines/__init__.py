"""SQLite and PostgreSQL: connections, transactions, migrations."""
