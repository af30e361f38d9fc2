"""Parquet for data frames: the flat table of ``flat``, and ``json``, the whole statement."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import BinaryIO

from casus.records import Statement, to_json
from casus.views import flat

_BATCH = 10_000  # rows held in memory at a time


def write(rows: Iterable[tuple[Statement, flat.Row]], out: BinaryIO) -> None:
    """Write the rows in batches; ``out`` need not be seekable."""
    import pyarrow
    from pyarrow import parquet

    kinds = {str: pyarrow.string(), float: pyarrow.float64(), int: pyarrow.int64()}
    fields = [(name, kinds[kind]) for name, (kind, _) in flat.COLUMNS.items()]
    schema = pyarrow.schema([*fields, ("json", pyarrow.string())])
    left = iter(rows)
    with parquet.ParquetWriter(out, schema) as file:
        while batch := list(itertools.islice(left, _BATCH)):
            table = [row | {"json": to_json(statement)} for statement, row in batch]
            file.write_table(pyarrow.Table.from_pylist(table, schema=schema))
