"""How gateway messages are packed on their way to a client."""

import zlib
from typing import Protocol

import zstandard


class Transport(Protocol):
    """One connection's packing; it remembers what it has packed before."""

    def pack(self, text: str) -> str | bytes:
        """Return what goes over the wire."""


class Plain:
    """Text as it is."""

    def pack(self, text: str) -> str | bytes:
        """Return the text."""
        return text


class ZlibStream:
    """One zlib context for the whole connection, each message ended by a sync flush (00 00 ff ff)."""

    def __init__(self) -> None:
        self._compressor = zlib.compressobj()

    def pack(self, text: str) -> str | bytes:
        """Return the message's part of the stream."""
        return self._compressor.compress(text.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """One zstandard frame for the whole connection, flushed after each message."""

    def __init__(self) -> None:
        self._compressor = zstandard.ZstdCompressor().compressobj()

    def pack(self, text: str) -> str | bytes:
        """Return the message's part of the stream."""
        packed: bytes = self._compressor.compress(text.encode())
        return packed + self._compressor.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


TRANSPORTS: dict[str | None, type[Transport]] = {
    None: Plain,
    "zlib-stream": ZlibStream,
    "zstd-stream": ZstdStream,
}
