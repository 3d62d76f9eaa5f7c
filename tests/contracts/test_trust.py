"""Whom the short way trusts, when it speaks TLS."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from handlers.telegram.direct import DirectRequest
from handlers.telegram.request import surely_unsent
from tests.contracts.wire import OK, bot, failure, heard, scripted

BORN, DAY = datetime(2026, 1, 1, tzinfo=UTC), timedelta(days=1)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate for this machine that nobody has signed but itself."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.NameAttribute(NameOID.COMMON_NAME, "x"),
    )
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(x509.Name([name]), x509.Name([name]), key.public_key())
    made = made.serial_number(1).not_valid_before(BORN).not_valid_after(BORN + 36_500 * DAY)
    signed = made.add_extension(here, critical=False).sign(key, hashes.SHA256())
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    file = tmp_path / "certificate"
    file.write_bytes(key.private_bytes(pem, form, plain) + signed.public_bytes(pem))
    return file


async def friendly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer everything with yes."""
    while True:
        await heard(reader)
        writer.write(OK)
        await writer.drain()


@pytest.mark.parametrize("is_trusted", [True, False])
async def test_only_whom_it_trusts_is_told_anything(certificate: Path, *, is_trusted: bool) -> None:
    """Calls within TLS are answered at once; a certificate of nobody we trust learns nothing."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    trust = ssl.create_default_context(cafile=str(certificate)) if is_trusted else None
    async with scripted(friendly, server) as url, DirectRequest(trust=trust) as client:
        call = bot(client, url).do_api_request
        if is_trusted:
            assert await asyncio.gather(*(call("echo") for _ in range(3))) == [True] * 3
        else:
            assert surely_unsent(await failure(call("echo")))
