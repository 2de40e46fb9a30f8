"""The type of what goes over the wire and into the store."""

from typing import Any

Json = dict[str, Any]
