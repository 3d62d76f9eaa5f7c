"""Settings: the environment and `.env`, read once into one frozen object.

Every mistake is told as one line that names the setting and the fix. A secret may come from a
file instead: `HOMEWARD_TOKEN_FILE` names the file that holds `HOMEWARD_TOKEN`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)

from bot.errors import Misconfigured

PREFIX = "HOMEWARD_"
SECRETS = ("TOKEN", "KEY_PASSPHRASE", "KEY_PASSPHRASE_FORMER")
TELEGRAM = "https://api.telegram.org"

# Telegram's tokens: the bot's id, a colon, 35 letters, digits, dashes or underscores.
_TOKEN = re.compile(r"\d{6,12}:[\w-]{30,}", re.ASCII)


def _listed(value: object) -> object:
    return tuple(re.split(r"[\s,]+", value.strip())) if isinstance(value, str) and value else value


def _named(value: object) -> object:
    if not isinstance(value, str):
        return value
    pairs = [part.partition("=") for part in value.split(";") if part.strip()]
    return {
        (code.strip() if equals else ""): (name if equals else code).strip()
        for code, equals, name in pairs
    }


Named = Annotated[dict[str, Annotated[str, Field(max_length=64)]], BeforeValidator(_named)]
Listed = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Settings(BaseModel):
    """How this installation runs. Each field is the setting `HOMEWARD_` + its name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: SecretStr = Field(description="The bot's token, as @BotFather gave it.")
    api_base: str = Field(
        default=TELEGRAM,
        description="Address of the Bot API server: Telegram's, or one of your own.",
    )
    data: Path = Field(
        default=Path("data"), description="Folder for everything that is kept. Made if missing."
    )
    key_file: Path | None = Field(
        default=None,
        description="File with the key that seals what is kept. Never inside the data folder; "
        "by default it lies beside it, with `.key` after its name, and is made at the first start.",
    )
    key: SecretStr | None = Field(
        default=None,
        description="The key itself, in the form of a line of the key file, instead of a file.",
    )
    key_passphrase: SecretStr | None = Field(
        default=None,
        description="A passphrase the key is made from, instead of a file. Six random words.",
    )
    key_passphrase_former: SecretStr | None = Field(
        default=None,
        description="The passphrase before it, while everything is sealed anew with the new one.",
    )
    recovery_key: str | None = Field(
        default=None,
        description="Public half of the offline recovery key, `age1…`: `homeward keys recovery`.",
    )
    seal_closed: bool = Field(
        default=False,
        description="Whether, a day after it was closed, a case is left to the recovery key alone.",
    )
    keep_closed_days: int | None = Field(
        default=None, ge=1, description="Days after which closed cases are to be erased."
    )
    export_recipient: Listed = Field(
        default=(),
        description="Public age keys, `age1…`, separated by commas. Where there are any, every "
        "exported file is sealed, and only these keys open it: `age -d -i KEY FILE`.",
    )
    staff_chat: int | None = Field(
        default=None,
        description="Id of the staff group. Without it, cases wait in the queue.",
    )
    admins: Listed = Field(
        default=(), description="Telegram ids of the first admins, separated by commas."
    )
    locales: Listed = Field(
        default=("uk", "ru", "en"),
        description="Languages offered, in this order. The first stands in for missing texts.",
    )
    staff_language: str | None = Field(
        default=None, description="Language of the staff group. By default the first of LOCALES."
    )
    hotlines: Path | None = Field(
        default=None,
        description="File with the numbers shown where a conversation ends. By default the list "
        "that comes with the program, `locales/hotlines.toml`.",
    )
    bot_name: Named = Field(
        default_factory=dict,
        description="The neutral name shown above the chat: one for all, or one a language, as in "
        "`uk=Листування; ru=Переписка; en=Letters`. By default it is left as it is at @BotFather.",
    )
    inquiries_a_day: int = Field(
        default=10,
        ge=1,
        le=1000,
        description="Inquiries one account may send within a day. Further ones wait as drafts.",
    )
    undo_seconds: float = Field(
        default=10.0,
        ge=0,
        le=600,
        allow_inf_nan=False,
        description="Seconds for which a caseworker can take back a reply. 0 sends at once.",
    )
    overdue_days: int = Field(
        default=14,
        ge=1,
        le=365,
        description="Days without news to a family after which its caseworker is reminded.",
    )
    send_rate: float = Field(
        default=30.0,
        ge=0,
        allow_inf_nan=False,
        description="Messages per second overall. 0 means no limit, for a Bot API server of your "
        "own.",
    )
    http_client: Literal["direct", "aiohttp", "httpx"] = Field(
        default="direct",
        description="HTTP client under python-telegram-bot: our own short way, which takes aiohttp "
        "for files; aiohttp for everything; or the library's httpx.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="What is logged to standard error."
    )

    @field_validator("token")
    @classmethod
    def _is_token(cls, token: SecretStr) -> SecretStr:
        if not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError(
                "is not a bot token; copy it from @BotFather, for example 123456789:AAE…"
            )
        return token

    @field_validator("api_base")
    @classmethod
    def _is_address(cls, base: str) -> str:
        if not re.match(r"https?://[^/\s]+", base):
            raise ValueError(f"is not an address; write for example {TELEGRAM}")
        return base.rstrip("/")

    @field_validator("admins")
    @classmethod
    def _are_ids(cls, admins: tuple[str, ...]) -> tuple[str, ...]:
        if not all(admin.isascii() and admin.isdecimal() for admin in admins):
            raise ValueError("takes Telegram ids, which are numbers; separate them by commas")
        return admins

    @property
    def key_path(self) -> Path:
        """Where the key lies."""
        return self.key_file or self.data.with_name(f"{self.data.name}.key")

    @property
    def desk_language(self) -> str:
        """The language of the staff group."""
        return self.staff_language or self.locales[0]


KNOWN = frozenset(Settings.model_fields)


def read_settings(
    environ: Mapping[str, str], *, available: tuple[str, ...], env_file: Path | None = None
) -> Settings:
    """The settings of this installation. `available` are the languages there are catalogs for.

    Raises `Misconfigured` with one line that names the setting and the fix.
    """
    given = _given(environ, env_file)
    _refuse_unknown(given)
    _read_secrets(given)
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        raise Misconfigured(_explained(error)) from None
    _check_languages(settings, available)
    return settings


def _given(environ: Mapping[str, str], env_file: Path | None) -> dict[str, str]:
    """Settings by their names without the prefix; the environment goes before the file."""
    from_file: Mapping[str, str | None] = {}
    if env_file is not None and env_file.is_file():
        from_file = dotenv_values(env_file)
    every = {**{k: v or "" for k, v in from_file.items()}, **environ}
    return {
        k.removeprefix(PREFIX).lower(): v for k, v in every.items() if k.startswith(PREFIX) and v
    }


def _refuse_unknown(given: Mapping[str, str]) -> None:
    allowed = KNOWN | {f"{name.lower()}_file" for name in SECRETS}
    for name in given:
        if name not in allowed:
            near = difflib.get_close_matches(name, allowed, n=1)
            hint = f"did you mean {PREFIX}{near[0].upper()}?" if near else "please remove it."
            raise Misconfigured(f"{PREFIX}{name.upper()}: there is no such setting; {hint}")


def _read_secrets(given: dict[str, str]) -> None:
    for secret in SECRETS:
        path = given.pop(f"{secret.lower()}_file", None)
        if path is None:
            continue
        try:
            given[secret.lower()] = Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Misconfigured(
                f"{PREFIX}{secret}_FILE: the file cannot be read; check its path and rights."
            ) from None


def _check_languages(settings: Settings, available: tuple[str, ...]) -> None:
    for setting, codes in (
        ("LOCALES", settings.locales),
        ("STAFF_LANGUAGE", (settings.desk_language,)),
    ):
        missing = [code for code in codes if code not in available]
        if missing or not codes:
            raise Misconfigured(
                f"{PREFIX}{setting}: there is no language {' '.join(missing)!r}; "
                f"choose from {', '.join(available)}."
            )


def _explained(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    name = f"{PREFIX}{str(first['loc'][0]).upper()}"
    if first["type"] == "missing":
        return f"{name}: is not set; put it in the environment or in a file named .env."
    return f"{name}: {first['msg'].removeprefix('Value error, ')}."
