"""The keys of an installation: where they come from, and how they are made and replaced."""

from __future__ import annotations

import os
from collections.abc import Callable

from bot.errors import Misconfigured, StorageError
from bot.settings import Settings
from storage.folder import DATABASE
from storage.keys import (
    KeyRing,
    add_key,
    create_key_file,
    load_key_file,
    ring_of_text,
    text_of,
    with_another,
)
from storage.passphrase import ring_of_passphrase
from storage.recovery import Identity, Recipient, sealing_for

_MEANWHILE = (
    "It then seals with the new key and re-wraps what there is while it works. Former keys must "
    "stay until `homeward keys retire` says that nothing needs them."
)


def key_ring(settings: Settings) -> KeyRing:
    """The keys of this installation; made at the very first start, before there is any data.

    Raises `Misconfigured` or `StorageError` naming the setting and the fix.
    """
    make_folder(settings)
    if settings.key is not None:
        return ring_of_text(settings.key.get_secret_value())
    if settings.key_passphrase is not None:
        words, before = settings.key_passphrase, settings.key_passphrase_former
        former = None if before is None else before.get_secret_value()
        return ring_of_passphrase(
            words.get_secret_value(), data_folder=settings.data, former=former
        )
    path = settings.key_path
    if path.exists() or (settings.data / DATABASE).exists():
        return load_key_file(path, data_folder=settings.data)
    return create_key_file(path, data_folder=settings.data)


def recipient(settings: Settings) -> Recipient | None:
    """The recovery key's public half, where the operator made one."""
    return None if settings.recovery_key is None else Recipient(settings.recovery_key)


def export_seal(settings: Settings) -> Callable[[bytes], bytes] | None:
    """What seals exported files, where the operator wants that.

    Raises `StorageError` naming the setting where a key is none, or the extra is missing.
    """
    keys = settings.export_recipient
    return sealing_for(keys, "HOMEWARD_EXPORT_RECIPIENT") if keys else None


def new_key(settings: Settings) -> str:
    """Make the key file, and say what matters about it."""
    _refuse_other_sources(settings)
    if (settings.data / DATABASE).exists() and not settings.key_path.exists():
        raise StorageError(
            "HOMEWARD_KEY_FILE: there is data already, sealed with another key; put that key back, "
            "or run: homeward recover"
        )
    create_key_file(settings.key_path, data_folder=settings.data)
    return (
        f"The key is in {settings.key_path}. Keep a copy of it elsewhere, never with a copy of the "
        "data: without it nothing can be read, with both everything can."
    )


def rotate_key(settings: Settings) -> str:
    """Add a key of the next version, or tell how that is done; and say what happens now."""
    if settings.key is not None:
        ring = with_another(ring_of_text(settings.key.get_secret_value()))
        return (
            f"Now set HOMEWARD_KEY={text_of(ring)}\nand start the bot again. Whoever sees this "
            f"line can read everything. {_MEANWHILE}"
        )
    if settings.key_passphrase is not None:
        return (
            "A passphrase is changed by setting two: HOMEWARD_KEY_PASSPHRASE to the new one, "
            "HOMEWARD_KEY_PASSPHRASE_FORMER to the present one. Then start the bot again. "
            f"{_MEANWHILE}"
        )
    ring = add_key(settings.key_path, data_folder=settings.data)
    return (
        f"Key version {ring.current} is in {settings.key_path}. Start the bot again. "
        f"{_MEANWHILE} Copy the file anew."
    )


def new_recovery() -> tuple[str, str]:
    """A new recovery identity, as the text of a file, and its public half."""
    private = Identity.new()
    public = Identity(private).recipient
    text = (
        "# Homeward recovery identity. Print it, or keep it on a medium in a safe; never on the\n"
        "# server. Whoever has it and a copy of the data can read everything.\n"
        f"# public key: {public}\n{private}\n"
    )
    return text, public


def make_folder(settings: Settings) -> None:
    """Make the data folder, or say why it cannot be used."""
    folder = settings.data
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Misconfigured(f"HOMEWARD_DATA: cannot make {folder}: {error.strerror}.") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Misconfigured(f"HOMEWARD_DATA: {folder} cannot be written to; change its rights.")


def _refuse_other_sources(settings: Settings) -> None:
    for setting in ("key", "key_passphrase"):
        if getattr(settings, setting) is not None:
            raise Misconfigured(
                f"HOMEWARD_{setting.upper()}: the key comes from there and not from a file; "
                "unset it to use a key file."
            )
