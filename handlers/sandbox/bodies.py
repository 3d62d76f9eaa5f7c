"""Bodies of requests: query, form, JSON or multipart become parameters and files (BAPI)."""

import json
from typing import Any

from aiohttp import web

from handlers.sandbox.errors import TOO_LARGE, bad_request
from handlers.sandbox.files import Upload

LARGEST = 80 * 1024 * 1024
"""Bytes of a body that are read at all."""


async def read_body(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Read parameters and files, those of the query first."""
    params: dict[str, Any] = dict(request.query) if request.query_string else {}
    if request.method != "POST" or not request.body_exists:
        return params, {}
    try:
        if request.content_type == "application/json":
            return params | _object(await request.read()), {}
        return _form(params, await request.post())
    except web.HTTPRequestEntityTooLarge:
        raise TOO_LARGE from None
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    except ValueError:
        raise bad_request("can't parse the request's body") from None


def _object(body: bytes) -> dict[str, Any]:
    value = json.loads(body) if body.strip() else {}
    if not isinstance(value, dict):
        raise bad_request("JSON object expected")
    return value


def _form(params: dict[str, Any], form: Any) -> tuple[dict[str, Any], dict[str, Upload]]:
    uploads: dict[str, Upload] = {}
    for name, value in form.items():
        if isinstance(value, web.FileField):
            with value.file as file:
                uploads[name] = Upload(value.filename, value.content_type, file.read())
        else:
            params[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return params, uploads
