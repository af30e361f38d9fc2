"""What may come in: kinds of input, their names and order, and one clear error for each bad one."""

import hashlib
import io
import json
import os
import pickle
import socket
from pathlib import Path

import pytest

from casus.errors import (
    ItemError,
    NotAllowed,
    NotAnArticle,
    NotEnglish,
    NotFound,
    NotText,
    SettingsError,
    TooLarge,
)
from casus.intake import article_of, fetch, items
from casus.records import Article, make_id

BODY = (
    "The army of Orkesh shelled the bridge at Tarsk on Wednesday, killing 12 people, a doctor said."
)
PAGE = f"<!doctype html><html><body><article><h1>Army shells Tarsk bridge</h1><p>{BODY}</p></article></body></html>"


def articles(*sources: str | Path, **options: object) -> list[Article]:
    found = list(fetch(*sources, **options))  # type: ignore[arg-type]
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def error(*sources: str | Path, **options: object) -> ItemError:
    [found] = list(fetch(*sources, **options))  # type: ignore[arg-type]
    assert isinstance(found, ItemError)
    assert "\n" not in str(found)
    assert str(found).startswith(found.item)
    return found


def test_same_bytes_same_id(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(BODY)
    first, second = articles(tmp_path)
    assert first.id == second.id == make_id("a", hashlib.sha256(BODY.encode()).hexdigest())
    assert (first.source, second.source) == (str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))


def test_folders_in_order_without_hidden(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.html", "c", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE if name.endswith("html") else BODY)
    found = [Path(one.source).relative_to(tmp_path).as_posix() for one in articles(tmp_path)]
    assert found == ["a.html", "b/1.txt", "b/2.txt", "c"]


@pytest.mark.parametrize("name", ["feed.jsonl", "feed.ndjson", "feed"])
def test_lines_of_a_feed(tmp_path: Path, name: str) -> None:
    lines = [
        json.dumps(
            {
                "text": BODY,
                "id": "own-7",
                "title": "Army shells bridge",
                "publisher": "Lethany Courier",
            }
        ),
        "",
        json.dumps(
            {
                "text": BODY,
                "published": "2019-04-03T09:12:00Z",
                "url": "https://lethany.example/1",
                "x": 1,
            }
        ),
        json.dumps({"text": BODY, "id": 9, "title": None}),
    ]
    path = tmp_path / name
    path.write_text("\n".join(lines))
    first, second, third = articles(path)
    assert [one.source for one in (first, second, third)] == [
        f"{path}#own-7",
        f"{path}#3",
        f"{path}#9",
    ]
    assert (first.title, first.publisher) == ("Army shells bridge", "Lethany Courier")
    assert first.sha256 == hashlib.sha256(lines[0].encode()).hexdigest()
    assert (second.published.value, second.published.precision) == ("2019-04-03T09:12", "minute")
    assert second.url == "https://lethany.example/1"


def test_json_list_and_single(tmp_path: Path) -> None:
    one = json.dumps({"text": BODY, "title": "Bridge hit"}, indent=2)
    (tmp_path / "1.json").write_text(one)
    (tmp_path / "2.json").write_text(f"[{one}, {one}]")
    found = articles(tmp_path)
    assert [Path(a.source).name for a in found] == ["1.json", "2.json#1", "2.json#2"]
    assert len({a.id for a in found}) == 1  # the same bytes inside the list


@pytest.mark.parametrize(
    ("data", "titles"),
    [
        (f"Bridge hit at Tarsk\n\n{BODY}\n".encode(), ["Bridge hit at Tarsk"]),
        (PAGE.encode(), ["Army shells Tarsk bridge"]),
        (json.dumps({"text": BODY, "title": "A b c"}).encode(), ["A b c"]),
        (
            b"".join(json.dumps({"text": BODY, "title": t}).encode() + b"\n" for t in "AB"),
            ["A", "B"],
        ),
    ],
)
def test_stdin_is_sniffed(data: bytes, titles: list[str]) -> None:
    assert [one.title for one in articles("-", stdin=io.BytesIO(data))] == titles


def test_published_only_where_there_is_no_date(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(BODY)
    (tmp_path / "2.txt").write_text(f"Bridge hit at Tarsk\n\nSat, 05/15/2021 – 07:35\n\n{BODY}")
    first, second = articles(tmp_path, published="2020-09-28")
    assert (first.published.value, first.published.basis) == ("2020-09-28", "given")
    assert (second.published.value, second.published.basis) == ("2021-05-15T07:35", "dateline")


def test_bad_published_is_refused_at_once() -> None:
    with pytest.raises(SettingsError):
        fetch("anything.txt", published="soon")


@pytest.mark.parametrize(
    ("name", "data", "kind", "words"),
    [
        ("empty.txt", b"", NotText, "empty"),
        ("blank.txt", b" \n\t\n", NotText, "empty"),
        ("binary.txt", bytes(range(256)) * 4, NotText, "binary"),
        ("report.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", NotText, "PDF"),
        ("bad.txt", b"Army \xff\xfe\xfd\x81\x8d\x8f\x90 \x9d\xa7\xb6", NotText, "UTF-8"),
        ("long.txt", b"x" * 50_000_000, TooLarge, "MB"),
        ("long.jsonl", b'{"text": "' + b"x" * 50_000_000, TooLarge, "MB"),
        ("form.txt", b"Leave a Reply\n\nName * Email * Website", NotAnArticle, "no text"),
        ("list.json", b"[1, 2", NotAnArticle, "broken JSON"),
        ("none.json", b"[]", NotText, "empty"),
        ("number.json", b"7", NotAnArticle, "not an article"),
        ("deep.json", b'{"text":' + b"[" * 100_000, NotAnArticle, "broken JSON"),
        ("menu.html", b"<html><body><nav>Home</nav></body></html>", NotAnArticle, "no text"),
        (
            "ru.txt",
            "Армия обстреляла мост у города Тарск, погибли 12 человек.".encode(),
            NotEnglish,
            "language: ru",
        ),
        (
            "ar.txt",
            "قصف الجيش الجسر يوم الأربعاء وقتل اثنا عشر شخصا.".encode(),
            NotEnglish,
            "language: ar",
        ),
        (
            "ru1251.txt",
            ("Армия обстреляла мост у города Тарск, погибли люди. " * 5).encode("cp1251"),
            NotEnglish,
            "ru",
        ),
    ],
)
def test_one_clear_line(
    tmp_path: Path, name: str, data: bytes, kind: type[ItemError], words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    found = error(tmp_path / name)
    assert type(found) is kind
    assert words in found.reason
    assert name in found.item
    assert pickle.loads(pickle.dumps(found)).reason == found.reason


def test_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": BODY}),
        '{"text": ',
        '{"title": "no text"}',
        "x" * 11_000_000,
        json.dumps({"text": BODY}),
    ]
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join(lines))
    found = list(fetch(tmp_path / "missing.txt", path))
    assert [type(one) for one in found] == [
        NotFound,
        Article,
        NotAnArticle,
        NotAnArticle,
        TooLarge,
        Article,
    ]
    assert [one.item for one in found if isinstance(one, ItemError)][1:] == [
        f"{path}#{n}" for n in (2, 3, 4)
    ]


def test_no_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text(BODY)
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    refused, article = list(fetch(tmp_path))
    assert isinstance(refused, NotAllowed)
    assert refused.item.endswith("closed")
    assert isinstance(article, Article)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_rights_for_real(tmp_path: Path) -> None:
    (tmp_path / "closed.txt").write_text(BODY)
    (tmp_path / "closed.txt").chmod(0)
    assert isinstance(error(tmp_path / "closed.txt"), NotAllowed)


def test_no_ordinary_files(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.sock"))
        found = list(
            fetch(
                tmp_path, tmp_path / "nothing", "ftp://lethany.example/1", "bad\0name", "/dev/null"
            )
        )
    assert all(isinstance(one, ItemError) for one in found)
    reasons = {Path(one.item).name: one.reason for one in found if isinstance(one, ItemError)}
    assert "link" in reasons["loop"]
    assert "link" in reasons["up"]
    assert "pipe" in reasons["pipe.txt"]
    assert "socket" in reasons["s.sock"]
    assert "no such" in reasons["nothing"]
    assert "http" in reasons["1"]
    assert "device" in reasons["null"]
    assert len(found) == 8


def test_empty_folder(tmp_path: Path) -> None:
    assert "empty" in error(tmp_path).reason


def test_items_may_be_read_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    [item] = list(items(tmp_path))
    assert not isinstance(item, ItemError)
    assert article_of(pickle.loads(pickle.dumps(item))) == next(iter(fetch(tmp_path)))


def test_known_articles_are_left_out_before_they_are_cleaned(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two ferries sank off Kivu on Sunday, the port office said.\n")
    (tmp_path / "b.txt").write_text("The port of Kivu is open again, the port office said.\n")
    ids = [found.id for found in fetch(tmp_path) if isinstance(found, Article)]
    left = [
        found.id
        for found in fetch(tmp_path, skip=lambda id: id == ids[0])
        if isinstance(found, Article)
    ]
    assert left == ids[1:]
