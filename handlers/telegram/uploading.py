"""Calls by aiohttp: whatever carries a file, and all where the setting says so."""

import asyncio
import errno
import io
from typing import Final
from urllib.parse import urlencode

from aiohttp import (
    ClientConnectorError,
    ClientHttpProxyError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    MultipartWriter,
    TCPConnector,
)
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import BytesPayload, Payload
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData

from handlers.telegram.request import GatedRequest, NotSent, NotSentInTime, Within

_NO_CONNECTION: Final = (ClientConnectorError, ConnectionTimeoutError, ClientHttpProxyError)
_BREAKS_A_HEADER: Final = frozenset('";\\')


class _InTime(Payload):
    """A body that must be written within `limit` seconds; aiohttp itself sets no such limit."""

    limit: float | None = None

    async def write_with_length(
        self, writer: AbstractStreamWriter, content_length: int | None
    ) -> None:
        async with asyncio.timeout(self.limit):
            await super().write_with_length(writer, content_length)


class _Form(_InTime, BytesPayload):
    pass


class _Parts(_InTime, MultipartWriter):
    pass


class AiohttpRequest(GatedRequest):
    """Far less CPU than HTTPXRequest.

    `proxy` is an http:// or https:// URL, credentials included; the environment's proxies are
    not looked at.
    """

    __slots__ = ("_proxy", "_session")

    def __init__(
        self,
        *,
        proxy: str | None = None,
        connection_pool_size: int = 256,
        **timeouts: float | None,
    ) -> None:
        if proxy is not None and not proxy.startswith(("http://", "https://")):
            raise ValueError("a proxy must be http:// or https://; for SOCKS use HTTPXRequest")
        super().__init__(connection_pool_size=connection_pool_size, **timeouts)
        self._proxy = proxy
        self._session: ClientSession | None = None

    async def initialize(self) -> None:
        """Make ready to send, on the running loop; does nothing when ready already."""
        await super().initialize()
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=0),  # the gate counts, and tells waiting from failing
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close every connection at once, calls in flight included; may be called again."""
        await super().shutdown()
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def exchange(
        self, method: str, url: str, asked: RequestData | None, within: Within
    ) -> tuple[int, bytes]:
        """Send once, the status and the body. Raises `NetworkError` that quotes no URL."""
        try:
            return await self._exchange(method, url, asked, within)
        except Exception as error:  # noqa: BLE001 - any of them may quote the URL
            failure = _told(error)
        raise failure  # out here it has no context, so no log can follow it to the URL

    async def _exchange(
        self, method: str, url: str, asked: RequestData | None, within: Within
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSent("The HTTP client is not initialized, or is shut down")
        body = None
        if asked is not None:
            body = _parts(asked) if asked.contains_files else _form(asked)
            body.limit = within.write
        limits = ClientTimeout(connect=within.connect, sock_read=within.read)
        async with self._session.request(
            method, url, data=body, timeout=limits, allow_redirects=False
        ) as answer:
            return answer.status, await answer.read()


def _told(error: Exception) -> NetworkError:
    """Name the failure by its class and errno: messages of aiohttp quote the URL."""
    if isinstance(error, NetworkError):
        return error
    number = error.errno if isinstance(error, OSError) else None
    name = f"aiohttp.{type(error).__name__}" + (
        f" {errno.errorcode.get(number, number)}" if number else ""
    )
    late = isinstance(error, TimeoutError)
    if isinstance(error, _NO_CONNECTION):
        return (NotSentInTime if late else NotSent)(f"{name}: no connection; not sent")
    return TimedOut(f"{name}: timed out") if late else NetworkError(name)


def _form(asked: RequestData) -> _Form:
    body = urlencode(asked.json_parameters, errors="replace").encode()
    return _Form(body, content_type="application/x-www-form-urlencoded")


def _parts(asked: RequestData) -> _Parts:
    parts = _Parts("form-data")
    for name, value in asked.json_parameters.items():
        part = parts.append(value.encode("utf-8", "replace").decode())
        part.set_content_disposition("form-data", quote_fields=False, name=name)
    for name, (filename, content, mimetype) in asked.multipart_data.items():
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        part = parts.append(file, {"Content-Type": mimetype})
        part.set_content_disposition(
            "form-data", quote_fields=False, name=name, filename=_harmless(filename)
        )
    return parts


def _harmless(filename: str) -> str:
    """Keep a file name from ending its header early.

    Telegram's server takes names as raw UTF-8, unescapes nothing, and cuts at every `;`, quoted
    or not (tdnet/td/net/HttpReader.cpp): `a; name=photo` would rename the field.
    """
    return "".join(
        "_" if char in _BREAKS_A_HEADER or not char.isprintable() else char for char in filename
    )
