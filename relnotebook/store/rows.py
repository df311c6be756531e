"""Whole rows of kept tables: their SQL, their checksum, their image as JSON."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import BLOB, REAL, Integer, Table

Row = dict[str, Any]


@cache
def columns(table: Table) -> tuple[str, ...]:
    """Column names in the order of the table; `crc` is always the last."""
    names = tuple(column.name for column in table.columns)
    assert names[0] == "id"
    assert names[-1] == "crc"
    return names


@cache
def defaults(table: Table) -> Row:
    """What a column holds when an act does not name it."""
    found: Row = {}
    for column in table.columns:
        if column.server_default is not None:
            text = str(column.server_default.arg)  # type: ignore[attr-defined]
            found[column.name] = _plain(column.type, text)
        else:
            found[column.name] = None
    return found


def _plain(type_: Any, text: str) -> Any:
    if isinstance(type_, REAL):
        return float(text)
    return int(text) if isinstance(type_, Integer) else text


@cache
def _kinds(table: Table) -> dict[str, type]:
    kinds: dict[str, type] = {}
    for column in table.columns:
        if isinstance(column.type, REAL):
            kinds[column.name] = float
        elif isinstance(column.type, Integer):
            kinds[column.name] = int
        elif isinstance(column.type, BLOB):
            kinds[column.name] = bytes
        else:
            kinds[column.name] = str
    return kinds


def proper(table: Table, values: Mapping[str, Any]) -> Row:
    """The values as the file will give them back, so that a checksum taken now holds later.

    Raises TypeError for a value of the wrong kind and KeyError for an unknown column: both are bugs of the caller.
    """
    kinds = _kinds(table)
    result: Row = {}
    for name, value in values.items():
        kind = kinds[name]
        if value is None:
            result[name] = None
        elif kind is float:
            result[name] = float(value)
        elif kind is int and isinstance(value, (int, bool)):
            result[name] = int(value)
        elif kind is str and isinstance(value, str):
            # a plain str, not an enumeration, and nothing UTF-8 cannot hold
            result[name] = value.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
        elif kind is bytes and isinstance(value, bytes):
            result[name] = value
        else:
            raise TypeError(f"{table.name}.{name} takes {kind.__name__}, not {type(value).__name__}")
    return result


def checksum(values: Sequence[Any]) -> int:
    """CRC-32 of a row's values without the checksum itself, in column order.

    `ascii` writes every value the same way on every Python version.
    """
    return zlib.crc32(ascii(tuple(values)).encode("ascii"))


def row_crc(table: Table, row: Mapping[str, Any]) -> int:
    """The checksum a row of a kept table must carry."""
    return checksum([row[name] for name in columns(table)[:-1]])


@cache
def _sealing(table: Table, names: tuple[str, ...]) -> tuple[str, str]:
    """(the statement that adds a row, the text its checksum is taken of), for rows that name the same columns.

    What all of them share stands in both as it is, so that a row of an import costs its own values only.
    """
    order = columns(table)[:-1]
    told, shared = {"id", *names, "version"}, defaults(table)
    marks = ["?" if name in told else _literal(shared[name]) for name in order]
    shown = ["%a" if name in told else ascii(shared[name]).replace("%", "%%") for name in order]
    sql = f"INSERT INTO {table.name} ({', '.join(columns(table))}) VALUES ({', '.join((*marks, '?'))})"
    return sql, f"({', '.join(shown)})"


def _literal(value: Any) -> str:
    """A default as SQL writes it."""
    if value is None:
        return "NULL"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


def sealed(
    table: Table, names: tuple[str, ...], values: Iterable[tuple[Any, ...]], first: int, version: int
) -> tuple[str, Iterator[tuple[Any, ...]]]:
    """(statement, parameters for each row) that add rows numbered from `first`, each with its checksum.

    `names` leave out id, version and crc; columns that are not named take their default.
    """
    sql, shown = _sealing(table, names)
    place = [names.index(name) for name in columns(table) if name in names]
    ordered = values if place == sorted(place) else map(itemgetter(*place), values)
    return sql, _with_checksums(ordered, shown, first, version)


def _with_checksums(
    values: Iterable[tuple[Any, ...]], shown: str, first: int, version: int
) -> Iterator[tuple[Any, ...]]:
    """The same checksums as `checksum` takes: `shown` filled with a row is what `ascii` writes of all of it."""
    crc = zlib.crc32
    for number, value in enumerate(values, first):
        row = (number, *value, version)
        yield (*row, crc((shown % row).encode("ascii")))


# SQL


@cache
def insert_sql(table: Table) -> str:
    names = columns(table)
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"


@cache
def select_sql(table: Table) -> str:
    return f"SELECT {', '.join(columns(table))} FROM {table.name} WHERE id = ?"


@cache
def range_sql(table: Table) -> str:
    return f"SELECT {', '.join(columns(table))} FROM {table.name} WHERE id BETWEEN ? AND ? ORDER BY id"


@cache
def update_sql(table: Table, names: tuple[str, ...]) -> str:
    return f"UPDATE {table.name} SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?"


# Images


def dump(row: Mapping[str, Any]) -> str:
    """A row as JSON by column name; a migration may rename, so no positions."""
    return json.dumps(row, default=_blob, ensure_ascii=False, separators=(",", ":"))


def dump_many(table: Table, rows: Sequence[Sequence[Any]]) -> str:
    """Rows of one table as one JSON text: the column names once, then the values."""
    return json.dumps(
        {"columns": columns(table), "rows": rows}, default=_blob, ensure_ascii=False, separators=(",", ":")
    )


def load(table: Table, text: str) -> Row:
    """The row behind an image. Unknown columns are left out, new ones take their default."""
    return _fit(table, {name: _unblob(value) for name, value in json.loads(text).items()})


def load_many(table: Table, text: str) -> list[Row]:
    facts = json.loads(text)
    names = facts["columns"]
    return [_fit(table, dict(zip(names, map(_unblob, values), strict=True))) for values in facts["rows"]]


def _fit(table: Table, row: Row) -> Row:
    known = defaults(table)
    return {name: row.get(name, known[name]) for name in columns(table)}


def _blob(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"$blob": base64.b64encode(value).decode("ascii")}
    raise TypeError(type(value).__name__)


def _unblob(value: Any) -> Any:
    if isinstance(value, dict) and "$blob" in value:
        return base64.b64decode(value["$blob"])
    return value
