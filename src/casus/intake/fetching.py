"""Web addresses → bytes, without ever touching a network that nobody asked for.

Every request, redirects included, resolves its host here, refuses the address unless it is
public, and connects to the very address that was checked: a name that answers differently the
second time (DNS rebinding) gains nothing. TLS is still verified against the name.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import httpx
import stamina

from casus.errors import ItemError, NotAllowed, NotFound, TooLarge
from casus.intake.encoding import MAX_BYTES

TIMEOUT = httpx.Timeout(20.0, connect=10.0)
DEADLINE = 60.0
"""Most seconds that one page may take as a whole; slow drips end here."""
_ATTEMPTS = 3
_PAUSE = 1.0
"""Seconds between two requests to one public host."""


class Page(NamedTuple):
    """A fetched body: its bytes, the address it came from in the end, and its declared type."""

    data: bytes
    url: str
    type: str
    charset: str | None


class _Busy(Exception):
    """The server asks to come back later (429 or 5xx)."""


class _CheckedTransport(httpx.BaseTransport):
    """Connects to the address that was checked, under the name that was asked for."""

    def __init__(self, allow_private: bool) -> None:
        self.allow_private = allow_private
        self.inner = httpx.HTTPTransport(retries=0)
        self.last: dict[str, float] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        address = public_address(str(request.url), host, request.url.port, self.allow_private)
        self._wait(host, address)
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return self.inner.handle_request(pinned)

    def _wait(self, host: str, address: str) -> None:
        due = self.last.get(host, 0.0) + _PAUSE
        if ipaddress.ip_address(address).is_global and due > time.monotonic():
            time.sleep(due - time.monotonic())
        self.last[host] = time.monotonic()

    def close(self) -> None:
        self.inner.close()


def public_address(item: str, host: str, port: int | None, allow_private: bool) -> str:
    """An IP address of ``host`` to connect to. Raises NotAllowed if any of them is not public."""
    try:
        found = socket.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFound(item, f"no such host: {host}") from error
    addresses = [str(entry[4][0]).split("%")[0] for entry in found]
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise NotAllowed(item, f"a private address ({address}); say so if you mean it")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, also behind IPv6 forms of IPv4."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        nat64 = ip in ipaddress.ip_network("64:ff9b::/96")
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if nat64 else inner
        if inner is not None and not is_public(str(inner)):
            return False
    return ip.is_global and not ip.is_multicast


class Web:
    """A session for web pages: cache, retries and politeness. Close it, or use it in `with`."""

    def __init__(self, allow_private: bool = False, cache_dir: Path | None = None) -> None:
        self.allow_private, self.cache_dir = allow_private, cache_dir

    @cached_property
    def client(self) -> httpx.Client:
        """The client, made when the first page is asked for: most runs read only files."""
        transport: httpx.BaseTransport = _CheckedTransport(self.allow_private)
        if self.cache_dir is not None:
            transport = _cached(transport, self.cache_dir, self.allow_private)
        return httpx.Client(
            transport=transport,
            timeout=TIMEOUT,
            follow_redirects=True,
            max_redirects=5,
            headers={"User-Agent": f"casus/{_version()}", "Accept": "text/html,*/*;q=0.5"},
        )

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        if "client" in self.__dict__:
            self.client.close()

    def get(self, url: str) -> Page:
        """The page at ``url``. Raises NotFound, NotAllowed or TooLarge naming it."""
        with _as_item_errors(url):
            for attempt in stamina.retry_context(
                on=(httpx.TransportError, _Busy), attempts=_ATTEMPTS, timeout=DEADLINE
            ):
                with attempt:
                    return self._once(url)
        raise NotFound(url, "no answer")

    def _once(self, url: str) -> Page:
        started = time.monotonic()
        with self.client.stream("GET", url) as response:
            _check_status(url, response)
            chunks: list[bytes] = []
            size = 0
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > MAX_BYTES:
                    raise TooLarge(url, f"more than {MAX_BYTES // 1_000_000} MB")
                if time.monotonic() - started > DEADLINE:
                    raise NotFound(url, f"too slow: not read within {DEADLINE:.0f} s")
                chunks.append(chunk)
            kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return Page(b"".join(chunks), str(response.url), kind, response.charset_encoding)


def _check_status(url: str, response: httpx.Response) -> None:
    code = response.status_code
    if code == 429 or code >= 500:
        raise _Busy(f"the server answered {code}")
    if code in (401, 403, 451):
        raise NotAllowed(url, f"the server refuses it ({code})")
    if code != 200:
        raise NotFound(url, f"the server answered {code}")


@contextmanager
def _as_item_errors(url: str) -> Iterator[None]:
    """What can go wrong on the way to a page, as errors that name it."""
    try:
        yield
    except ItemError as error:
        raise type(error)(url, error.reason) from error
    except _Busy as error:
        raise NotFound(url, str(error)) from error
    except httpx.TooManyRedirects as error:
        raise NotFound(url, "redirects in a circle") from error
    except httpx.TimeoutException as error:
        raise NotFound(url, "no answer in time") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotFound(url, f"cannot be fetched: {error}") from error


def _cached(
    inner: httpx.BaseTransport, cache_dir: Path, allow_private: bool
) -> httpx.BaseTransport:
    """An HTTP cache by RFC 9111; private addresses have one of their own, so that what was
    fetched with leave is never served without it."""
    from hishel import SqliteStorage
    from hishel.httpx import CacheTransport

    cache_dir.mkdir(parents=True, exist_ok=True)
    name = "pages-private.db" if allow_private else "pages.db"
    storage = SqliteStorage(database_path=cache_dir / name)
    cached: httpx.BaseTransport = CacheTransport(inner, storage=storage, rfc=True)
    return cached


def _version() -> str:
    try:
        return version("casus-ledger")
    except PackageNotFoundError:
        return "0"
