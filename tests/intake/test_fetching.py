"""Web addresses, from a real server on this machine and from one that plays tricks."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
import stamina

from casus.errors import ItemError, NotAllowed, NotAnArticle, NotFound, NotText, TooLarge
from casus.intake import fetch
from casus.intake.fetching import Web, _CheckedTransport, is_public
from casus.records import Article

BODY = (
    "The army of Orkesh shelled the bridge at Tarsk on Wednesday, killing 12 people, a doctor said."
)
PAGE = (
    f"<html><body><article><h1>Army shells Tarsk bridge</h1><p>{BODY}</p></article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, headers, body = {
            "/page": (
                200,
                {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "max-age=600"},
                PAGE.encode(),
            ),
            "/plain": (
                200,
                {"Content-Type": "text/plain; charset=windows-1252"},
                f"{BODY} – “so”.".encode("cp1252"),
            ),
            "/feed": (200, {"Content-Type": "application/json"}, b'[{"text": 1}]'),
            "/moved": (302, {"Location": "/page"}, b""),
            "/circle": (302, {"Location": "/circle"}, b""),
            "/pdf": (200, {"Content-Type": "text/html"}, b"%PDF-1.7"),
            "/large": (200, {"Content-Type": "text/plain"}, b"x" * 10_100_000),
            "/busy": (503, {}, b""),
            "/closed": (403, {}, b""),
        }.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            return  # the reader has had enough

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Handler.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    stamina.set_testing(True, attempts=2)
    yield
    stamina.set_testing(False)


def test_page(server: str) -> None:
    [found] = fetch(f"{server}/page", allow_private=True)
    assert isinstance(found, Article)
    assert (found.text, found.url, found.source) == (BODY, f"{server}/page", f"{server}/page")


def test_redirect_and_charset(server: str) -> None:
    moved, plain = fetch(f"{server}/moved", f"{server}/plain", allow_private=True)
    assert isinstance(moved, Article)
    assert moved.url == f"{server}/page"
    assert isinstance(plain, Article)
    assert plain.text.endswith("– “so”.")


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/none", NotFound, "404"),
        ("/closed", NotAllowed, "403"),
        ("/busy", NotFound, "503"),
        ("/circle", NotFound, "circle"),
        ("/pdf", NotText, "PDF"),
        ("/large", TooLarge, "MB"),
        ("/feed", NotAnArticle, "text"),
    ],
)
def test_one_clear_line(server: str, path: str, kind: type[ItemError], words: str) -> None:
    [found] = fetch(server + path, allow_private=True)
    assert type(found) is kind
    assert words in found.reason
    assert found.item.startswith(server + path)


def test_busy_servers_are_asked_again(server: str) -> None:
    list(fetch(f"{server}/busy", allow_private=True))
    assert Handler.asked == ["/busy", "/busy"]


def test_cache(server: str, tmp_path: Path) -> None:
    first = list(fetch(f"{server}/page", allow_private=True, cache_dir=tmp_path))
    assert list(fetch(f"{server}/page", allow_private=True, cache_dir=tmp_path)) == first
    assert Handler.asked == ["/page"]
    [refused] = fetch(f"{server}/page", cache_dir=tmp_path)
    assert isinstance(refused, NotAllowed)


def test_private_addresses_are_refused(server: str) -> None:
    port = server.rsplit(":", 1)[1]
    names = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"]
    for found in fetch(*(f"http://{name}:{port}/page" for name in names)):
        assert isinstance(found, NotAllowed | NotFound)  # NotFound: no such address here
    [plain] = fetch(f"{server}/page")
    assert isinstance(plain, NotAllowed)
    assert "private" in plain.reason
    assert Handler.asked == []


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
     "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::"],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_public(address: str) -> None:
    assert is_public(address)


def tricky_web(
    monkeypatch: pytest.MonkeyPatch, answers: list[str], log: list[httpx.Request]
) -> Web:
    """A session whose names resolve to ``answers`` in turn, and whose one server redirects."""

    def getaddrinfo(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        address = answers.pop(0) if host.endswith(".example") else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def respond(request: httpx.Request) -> httpx.Response:
        log.append(request)
        if request.url.path == "/to-private":
            return httpx.Response(302, headers={"Location": "http://127.0.0.1/secret"})
        return httpx.Response(200, text=BODY)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    transport = _CheckedTransport(allow_private=False)
    transport.inner = httpx.MockTransport(respond)  # type: ignore[assignment]
    web = Web()
    web.client = httpx.Client(transport=transport, follow_redirects=True)
    return web


def test_redirect_to_a_private_address(monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[httpx.Request] = []
    with (
        tricky_web(monkeypatch, ["93.184.216.34"], log) as web,
        pytest.raises(NotAllowed) as caught,
    ):
        web.get("http://lethany.example/to-private")
    assert caught.value.item == "http://lethany.example/to-private"
    assert [request.url.path for request in log] == ["/to-private"]


def test_connects_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[httpx.Request] = []
    answers = ["93.184.216.34", "127.0.0.1"]  # the second look-up would be the attack
    with tricky_web(monkeypatch, answers, log) as web:
        assert web.get("https://lethany.example/page").data == BODY.encode()
    assert log[0].url.host == "93.184.216.34"
    assert log[0].headers["host"] == "lethany.example"
    assert log[0].extensions["sni_hostname"] == "lethany.example"
    assert answers == ["127.0.0.1"]


def test_name_that_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[httpx.Request] = []
    with tricky_web(monkeypatch, ["10.0.0.7"], log) as web, pytest.raises(NotAllowed):
        web.get("http://lethany.example/page")
    assert log == []
