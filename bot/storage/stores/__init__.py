"""One store per subject, each with its SQL right above it.

Every query is one text that both engines understand. Parameters are `$1`, `$2` …, filled in order. Ids come
from the caller; instants are UTC milliseconds in BIGINT; flags are 0 and 1. Don't use REAL, arrays, LIKE or a
function that only one engine has. Cast every sum, and every parameter whose type the context doesn't settle.
"""
