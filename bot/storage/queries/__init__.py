"""Every query of the record, by topic. Each is one text that both engines understand.

Parameters are `$1`, `$2` …, filled in their order. Ids are given from outside; instants are milliseconds
of UTC in BIGINT; flags are 0 and 1. No REAL, no arrays, no LIKE, no function that one engine alone has. A
parameter whose type the context does not settle, and every sum, is cast.
"""
