"""The form of a sealed value: version | algorithm | key id | nonce | ciphertext and tag.

AES-256-GCM with a random nonce (NIST SP 800-38D). The plain text is padded to a bucket, so that
its length tells little.
"""

from __future__ import annotations

import os
from struct import Struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import StorageError

KEY_ID_BYTES = 8
_VERSION, _AES_256_GCM = 1, 1
_HEAD = Struct(f">BB{KEY_ID_BYTES}s12s")
_LENGTH = Struct(">I")
_SMALLEST, _LARGEST = 64, 4096


def bucket(size: int) -> int:
    """The length a value of this size is padded to: powers of two, then multiples of 4096."""
    if size > _LARGEST:
        return -(-size // _LARGEST) * _LARGEST
    return max(_SMALLEST, 1 << (size - 1).bit_length())


def seal(aead: AESGCM, key_id: bytes, plain: bytes, associated: bytes) -> bytes:
    """An envelope of the padded bytes under one key."""
    body = _LENGTH.pack(len(plain)) + plain
    padded = body.ljust(bucket(len(body)), b"\0")
    # A nonce must never repeat, so it comes from the system and not from a port tests can replay.
    nonce = os.urandom(12)
    head = _HEAD.pack(_VERSION, _AES_256_GCM, key_id, nonce)
    return head + aead.encrypt(nonce, padded, head[:-12] + associated)


def key_id_of(envelope: bytes) -> bytes:
    """The id of the key an envelope was sealed with. Raises `StorageError` if it is not ours."""
    if len(envelope) < _HEAD.size or envelope[:2] != bytes((_VERSION, _AES_256_GCM)):
        raise StorageError("a sealed value has an unknown form: damaged, or of a newer program")
    return envelope[2 : 2 + KEY_ID_BYTES]


def mark_of(envelope: bytes) -> bytes:
    """What no two envelopes have in common: the nonce, and the tag at the end."""
    return envelope[_HEAD.size - 12 : _HEAD.size] + envelope[-16:]


def unseal(aead: AESGCM, envelope: bytes, associated: bytes) -> bytes:
    """What an envelope holds. Raises `StorageError` if a bit of it or its place was changed."""
    key_id_of(envelope)
    start = _HEAD.size
    head, nonce = envelope[: start - 12], envelope[start - 12 : start]
    try:
        padded = aead.decrypt(nonce, envelope[start:], head + associated)
    except InvalidTag as error:
        raise StorageError(
            "a sealed value does not open: changed, moved, or another key"
        ) from error
    (length,) = _LENGTH.unpack_from(padded)
    return padded[_LENGTH.size : _LENGTH.size + length]
