"""The gazetteer: names of places, from GeoNames and from our own list.

``data/gazetteer.tsv.gz`` is compiled from GeoNames (CC BY 4.0, see ``data/NOTICE``) by
``make gazetteer``; ``lexicon/places.yaml`` adds what is disputed, historical or missing there.
"""

from __future__ import annotations

import functools
import gzip
import re
import unicodedata
from importlib import resources
from typing import NamedTuple

from casus.reader import lexicon

_EDGE = re.compile(r"[-‐‑–—/]+")
_DROP = re.compile(r"[.’‘'`ʻʼ´]+")


class Row(NamedTuple):
    """A place of the gazetteer."""

    id: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    area: str
    people: int
    kind: str
    note: str = ""


def fold(name: str) -> str:
    """A name without case, accents, apostrophes and dots; hyphens are blanks."""
    plain = _DROP.sub("", _EDGE.sub(" ", name.lower()))
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(plain.split())


class Gazetteer:
    """Names and their places; rows are read when they are first asked for."""

    def __init__(self, lines: list[str], names: dict[str, str], ours: dict[str, Row]) -> None:
        self.lines, self.names, self.ours = lines, names, ours

    def __contains__(self, name: str) -> bool:
        return name in self.names or name in self.ours

    def rows(self, name: str) -> tuple[Row, ...]:
        """The places of this folded name, those of our own list alone, else by population."""
        if name in self.ours:
            return (self.ours[name],)
        numbers = self.names.get(name)
        return tuple(_row(self.lines[int(n)]) for n in numbers.split(",")) if numbers else ()


def _row(line: str) -> Row:
    """One line of the gazetteer file."""
    number, name, lat, lon, country, area, people, kind = line.split("\t")
    north, east = (float(lat), float(lon)) if lat else (None, None)
    return Row(int(number), name, north, east, country or None, area, int(people or 0), kind)


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer file and our own list."""
    packed = resources.files("casus.reader").joinpath("data", "gazetteer.tsv.gz").read_bytes()
    rows, spoken, numbers = gzip.decompress(packed).decode().split("\n\n")
    names = dict(zip(spoken.split("\n"), numbers.split("\n"), strict=True))
    ours: dict[str, Row] = {}
    for entry in lexicon.load("places")["places"]:
        north, east = entry.get("at") or (None, None)
        country, kind = entry.get("country"), entry.get("kind", "region")
        row = Row(None, entry["name"], north, east, country, "", 0, kind, _claims(entry))
        for name in (entry["name"], *entry.get("also", ())):
            ours[fold(name)] = row
    return Gazetteer(rows.split("\n"), names, ours)


def _claims(entry: dict[str, object]) -> str:
    """Why a disputed place has no country."""
    claims = entry.get("claimed")
    return f"disputed: claimed by {', '.join(claims)}" if isinstance(claims, list) else ""
