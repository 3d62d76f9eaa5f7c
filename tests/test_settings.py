"""Settings: read once, from the environment and `.env`; every mistake is one line with its fix."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.errors import Misconfigured
from bot.settings import Settings, read_settings

TOKEN = "123456789:AAExampleExampleExampleExampleExamp"
AVAILABLE = ("en", "ru", "uk")


def read(env_file: Path | None = None, **given: str) -> Settings:
    """The settings of these values, named without their prefix, with a good token."""
    named = {f"HOMEWARD_{name}": value for name, value in {"TOKEN": TOKEN, **given}.items()}
    return read_settings(named, available=AVAILABLE, env_file=env_file)


def mistake(env_file: Path | None = None, **given: str) -> str:
    """What an operator is told. Fails where there is no mistake."""
    with pytest.raises(Misconfigured) as told:
        read(env_file, **given)
    return str(told.value)


def test_a_token_is_all_it_takes() -> None:
    """Everything else has a default that works."""
    settings = read()
    assert settings.token.get_secret_value() == TOKEN
    assert settings.api_base == "https://api.telegram.org"
    assert settings.data == Path("data")
    assert settings.key_path == Path("data.key")
    assert settings.staff_chat is None
    assert settings.admins == ()
    assert settings.locales == ("uk", "ru", "en")
    assert settings.desk_language == "uk"
    assert settings.send_rate == 30
    assert (settings.http_client, settings.log_level) == ("direct", "INFO")


def test_the_key_lies_beside_the_data_and_never_in_it() -> None:
    """By default it is the data folder's neighbour, wherever that folder is."""
    assert read(DATA="some/where").key_path == Path("some/where.key")
    assert read(DATA="some/where", KEY_FILE="else/where").key_path == Path("else/where")


@pytest.mark.parametrize("text", ["11,22", "11, 22", " 11 22 ", "11\n22", "11 ,, 22"])
def test_lists_are_separated_by_commas_or_blanks(text: str) -> None:
    """However an operator writes a list, it is the same list."""
    assert read(ADMINS=text).admins == ("11", "22")


def test_an_address_may_end_with_a_slash() -> None:
    """It is the same address without."""
    assert read(API_BASE="http://127.0.0.1:8081/").api_base == "http://127.0.0.1:8081"


def test_an_empty_value_counts_as_not_set() -> None:
    """`HOMEWARD_STAFF_CHAT=` in a file leaves the default."""
    assert read(STAFF_CHAT="", LOCALES="").locales == ("uk", "ru", "en")


def test_other_names_of_the_environment_are_no_business_of_ours() -> None:
    """Only names with our prefix are looked at."""
    given = {"HOMEWARD_TOKEN": TOKEN, "TOKEN": "other", "DATA": "other", "homeward_data": "other"}
    assert read_settings(given, available=AVAILABLE).data == Path("data")


def test_the_file_is_read_and_the_environment_goes_first(tmp_path: Path) -> None:
    """`.env` gives what the environment does not; comments and quotes are understood."""
    file = tmp_path / ".env"
    file.write_text('# ours\nHOMEWARD_DATA="from file"\nHOMEWARD_SEND_RATE=5\nOTHER=1\n')
    settings = read(file, SEND_RATE="7")
    assert settings.data == Path("from file")
    assert settings.send_rate == 7


def test_a_missing_file_is_no_mistake(tmp_path: Path) -> None:
    """The environment alone is enough."""
    assert read(tmp_path / ".env").data == Path("data")


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    """The token's file is read without the line end that editors leave."""
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n")
    given = {"HOMEWARD_TOKEN_FILE": str(secret)}
    settings = read_settings(given, available=AVAILABLE)
    assert settings.token.get_secret_value() == TOKEN


def test_no_secret_shows() -> None:
    """Neither text nor dump of the settings holds the token."""
    settings = read()
    shown = f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"
    assert TOKEN not in shown


def test_settings_never_change() -> None:
    """They are read once; whoever holds them can rely on them."""
    with pytest.raises(ValidationError):
        read().data = Path("elsewhere")  # type: ignore[misc]  # what must not work


def test_without_a_token_the_line_says_where_it_belongs() -> None:
    """Nothing set at all: the token is named."""
    with pytest.raises(Misconfigured, match=r"^HOMEWARD_TOKEN: is not set; .*\.env"):
        read_settings({}, available=AVAILABLE)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"TOKEN": "secret-and-wrong"}, "HOMEWARD_TOKEN: is not a bot token; copy it"),
        ({"TOKEN": f"{TOKEN} "}, "HOMEWARD_TOKEN: is not a bot token; copy it"),
        ({"TOKEN_FILE": "no/such/file"}, "HOMEWARD_TOKEN_FILE: the file cannot be read; check"),
        ({"API_BASE": "api.telegram.org"}, "HOMEWARD_API_BASE: is not an address; write"),
        ({"STAFF_CHAT": "@ourgroup"}, "HOMEWARD_STAFF_CHAT: "),
        ({"ADMINS": "11,@mariia"}, "HOMEWARD_ADMINS: takes Telegram ids, which are numbers"),
        ({"LOCALES": "uk,xx"}, "HOMEWARD_LOCALES: there is no language 'xx'; choose from en, ru"),
        ({"STAFF_LANGUAGE": "pl"}, "HOMEWARD_STAFF_LANGUAGE: there is no language 'pl'; choose"),
        ({"SEND_RATE": "-1"}, "HOMEWARD_SEND_RATE: "),
        ({"SEND_RATE": "fast"}, "HOMEWARD_SEND_RATE: "),
        ({"HTTP_CLIENT": "curl"}, "HOMEWARD_HTTP_CLIENT: "),
        ({"LOG_LEVEL": "LOUD"}, "HOMEWARD_LOG_LEVEL: "),
        ({"TOKNE": "x"}, "HOMEWARD_TOKNE: there is no such setting; did you mean HOMEWARD_TOKEN?"),
        ({"COLOUR_OF_HAIR": "x"}, "HOMEWARD_COLOUR_OF_HAIR: there is no such setting; please"),
    ],
)
def test_a_mistake_is_one_line_that_names_the_setting(given: dict[str, str], told: str) -> None:
    """The setting, what is wrong, and what to do; never the value of a secret."""
    line = mistake(**given)
    assert line.startswith(told)
    assert "\n" not in line
    assert line.endswith((".", "?", "…"))
    assert "secret-and-wrong" not in line


def test_a_name_unknown_in_the_file_is_a_mistake_too(tmp_path: Path) -> None:
    """What is wrong in `.env` is told like what is wrong in the environment."""
    file = tmp_path / ".env"
    file.write_text("HOMEWARD_DATTA=x\n")
    assert "did you mean HOMEWARD_DATA?" in mistake(file)


def test_a_file_of_secrets_that_is_no_text_is_told(tmp_path: Path) -> None:
    """A picture instead of a token: the line names the setting, and nothing of the content."""
    secret = tmp_path / "token"
    secret.write_bytes(b"\xff\xfe\x00")
    assert mistake(TOKEN_FILE=str(secret)).startswith("HOMEWARD_TOKEN_FILE: ")
