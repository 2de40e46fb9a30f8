"""What a database looks like from inside, asked of each engine in its own words."""

from collections import defaultdict

from bot.storage.engine import Engine

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
