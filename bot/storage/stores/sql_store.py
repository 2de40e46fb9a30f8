"""The base class of all stores."""

from bot.storage.engines.engine import Transaction


class SqlStore:
    """The SQL of one subject, on the transaction of a unit of work. A store never opens one itself."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
