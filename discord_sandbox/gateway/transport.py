"""Compress gateway messages for a client."""

import zlib
from typing import Protocol

import zstandard


class Transport(Protocol):
    """A connection's compression, which depends on earlier messages."""

    def pack(self, text: str) -> str | bytes:
        """Return what goes over the wire."""


class Plain:
    """No compression."""

    def pack(self, text: str) -> str | bytes:
        """Return the text."""
        return text


class ZlibStream:
    """One zlib stream for the whole connection. Each message ends with a sync flush (00 00 ff ff)."""

    def __init__(self) -> None:
        self._compressor = zlib.compressobj()

    def pack(self, text: str) -> str | bytes:
        """Return the message's bytes in the stream."""
        return self._compressor.compress(text.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """One zstandard frame for the whole connection, flushed after each message."""

    def __init__(self) -> None:
        self._compressor = zstandard.ZstdCompressor().compressobj()

    def pack(self, text: str) -> str | bytes:
        """Return the message's bytes in the stream."""
        packed: bytes = self._compressor.compress(text.encode())
        return packed + self._compressor.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


TRANSPORTS: dict[str | None, type[Transport]] = {
    None: Plain,
    "zlib-stream": ZlibStream,
    "zstd-stream": ZstdStream,
}
