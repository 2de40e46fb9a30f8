"""What a database looks like from inside, asked of each engine in its own words."""

from collections import defaultdict

from bot.storage.engines.engine import Engine

SQLITE = """
SELECT sqlite_master.name AS place, field.name AS field
FROM sqlite_master JOIN pragma_table_info(sqlite_master.name) AS field
WHERE sqlite_master.type = 'table'
"""
POSTGRES = """
SELECT table_name AS place, column_name AS field
FROM information_schema.columns WHERE table_schema = current_schema()
"""


async def columns(engine: Engine) -> dict[str, set[str]]:
    """The names of the columns by table."""
    query = SQLITE if "Sqlite" in type(engine).__name__ else POSTGRES
    found: dict[str, set[str]] = defaultdict(set)
    for row in await engine.read(lambda tx: tx.fetch(query)):
        found[row["place"]].add(row["field"])
    return dict(found)


Columns = tuple[str, ...]

SQLITE_KEYS = """
SELECT place.name AS place, fk.id AS number, fk."table" AS parent, fk."from" AS field
FROM sqlite_master AS place JOIN pragma_foreign_key_list(place.name) AS fk
WHERE place.type = 'table' ORDER BY place.name, fk.id, fk.seq
"""
SQLITE_INDEXES = """
SELECT place.name AS place, idx.name AS number, field.name AS field
FROM sqlite_master AS place JOIN pragma_index_list(place.name) AS idx
JOIN pragma_index_info(idx.name) AS field
WHERE place.type = 'table' AND idx.partial = 0 ORDER BY place.name, idx.name, field.seqno
"""
# SQLite has no index of its own for a primary key of one integer: the table is sorted by it.
SQLITE_ROW_KEYS = """
SELECT place.name AS place, 'row' AS number, field.name AS field
FROM sqlite_master AS place JOIN pragma_table_info(place.name) AS field
WHERE place.type = 'table' AND field.pk = 1
"""
POSTGRES_KEYS = """
SELECT place.relname AS place, fk.conname AS number, parent.relname AS parent, field.attname AS field
FROM pg_constraint AS fk JOIN pg_class AS place ON place.oid = fk.conrelid
JOIN pg_class AS parent ON parent.oid = fk.confrelid
CROSS JOIN LATERAL unnest(fk.conkey) WITH ORDINALITY AS part (number, rank)
JOIN pg_attribute AS field ON field.attrelid = place.oid AND field.attnum = part.number
WHERE fk.contype = 'f' AND place.relnamespace = current_schema()::regnamespace
ORDER BY place.relname, fk.conname, part.rank
"""
POSTGRES_INDEXES = """
SELECT place.relname AS place, idx.indexrelid::text AS number, field.attname AS field
FROM pg_index AS idx JOIN pg_class AS place ON place.oid = idx.indrelid
CROSS JOIN LATERAL unnest(idx.indkey) WITH ORDINALITY AS part (number, rank)
JOIN pg_attribute AS field ON field.attrelid = place.oid AND field.attnum = part.number
WHERE idx.indpred IS NULL AND place.relnamespace = current_schema()::regnamespace
ORDER BY place.relname, idx.indexrelid, part.rank
"""


async def foreign_keys(engine: Engine) -> list[tuple[str, str, Columns]]:
    """Return every foreign key: its table, the table that it refers to, and its columns."""
    query = SQLITE_KEYS if "Sqlite" in type(engine).__name__ else POSTGRES_KEYS
    keys: dict[tuple[str, str, str], Columns] = defaultdict(tuple)
    for row in await engine.read(lambda tx: tx.fetch(query)):
        keys[row["place"], str(row["number"]), row["parent"]] += (row["field"],)
    return [(place, parent, fields) for (place, _, parent), fields in keys.items()]


async def indexes(engine: Engine) -> dict[str, list[Columns]]:
    """Return the columns of each table's indexes that cover every row, in their order."""
    sqlite = "Sqlite" in type(engine).__name__
    found: dict[tuple[str, str], Columns] = defaultdict(tuple)
    for query in (SQLITE_INDEXES, SQLITE_ROW_KEYS) if sqlite else (POSTGRES_INDEXES,):
        for row in await engine.read(lambda tx, query=query: tx.fetch(query)):
            found[row["place"], row["number"]] += (row["field"],)
    by_table: dict[str, list[Columns]] = defaultdict(list)
    for (place, _), fields in found.items():
        by_table[place].append(fields)
    return by_table
