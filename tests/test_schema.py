"""Records of every kind are what ``casus schema`` says they are."""

from __future__ import annotations

import json
from collections.abc import Callable

import jsonschema
import pytest

from casus.ledger import Ledger
from casus.records import RECORDS, Reading, json_schema, to_json

BORDER = """Kenya said Somali troops had killed three herders. Somalia denied it and promised to \
withdraw its troops by October 1. Both sides agreed to a ceasefire on Friday.
"""


@pytest.fixture(scope="module")
def lines(reading: Callable[..., Reading]) -> list[str]:
    """Every record of a small ledger, as JSON."""
    again = reading(BORDER + "Kenya denied it.\n", "2022-09-17", title="Border quiet")
    with Ledger(":memory:") as ledger:
        ledger.add([reading(BORDER, "2022-09-16"), again])
        return [to_json(record) for record in ledger.export()]


def test_real_records_are_valid(lines: list[str]) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    kinds = set()
    for line in lines:
        record = json.loads(line)
        kinds.add(record["record"])
        assert not list(validator.iter_errors(record)), record
    assert {"article", "statement"} <= kinds


@pytest.mark.parametrize(
    "broken",
    [
        {"act": "shout"},
        {"span": ["a", 3]},
        {"confidence": "high"},
        {"voices": [{"name": "Reuters"}]},
        {"quote": None},
        {"record": "rumour"},
    ],
)
def test_a_broken_statement_is_not_valid(lines: list[str], broken: dict[str, object]) -> None:
    statement = next(r for r in map(json.loads, lines) if r["record"] == "statement")
    validator = jsonschema.Draft202012Validator(json_schema())
    assert not validator.is_valid(statement | broken)


def test_the_schema_itself_is_valid_and_complete() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert len(schema["oneOf"]) == len(RECORDS)
