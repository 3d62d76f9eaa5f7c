"""parse_mode: what HTML means, and how it is refused."""

import pytest

from handlers.sandbox.errors import Refusal
from handlers.sandbox.formatting import formatted
from tests.sandbox.emulator_stage import Stage


async def test_without_parse_mode_markup_is_text(stage: Stage) -> None:
    """Text that looks like markup stays as it is when no parse_mode is given."""
    text = "<b>a</b> *b* _c_ [d](e) &amp;"
    sent = await stage.bot("sendMessage", chat_id=await stage.family(), text=text)
    assert sent["text"] == text
    assert "entities" not in sent


def test_html_becomes_entities_in_utf16_units() -> None:
    """Tags nest, references are resolved, offsets count UTF-16 units."""
    text, entities = formatted(
        '😀<b>a<i>&lt;</i></b> <a href="https://a.org?x&amp;y">l</a>', "HTML"
    )
    assert text == "😀a< l"
    assert entities == [
        {"offset": 2, "length": 2, "type": "bold"},
        {"offset": 3, "length": 1, "type": "italic"},
        {"offset": 5, "length": 1, "type": "text_link", "url": "https://a.org?x&y"},
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("я<p>a", 'Unsupported start tag "p" at byte offset 2'),
        ("<span>a", 'Unsupported start tag "span" at byte offset 0'),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ],
)
def test_broken_html_is_refused(text: str, why: str) -> None:
    """Unknown and unbalanced tags are refused with the place in bytes."""
    with pytest.raises(Refusal) as refusal:
        formatted(text, "html")
    assert refusal.value.description == f"Bad Request: can't parse entities: {why}"


async def test_an_unknown_parse_mode_is_refused(stage: Stage) -> None:
    """Nothing but HTML is read here."""
    said = await stage.refused(
        "sendMessage", chat_id=await stage.family(), text="x", parse_mode="rtf"
    )
    assert said == "400 Bad Request: unsupported parse_mode"


async def test_given_entities_are_kept(stage: Stage) -> None:
    """Entities that come with the text are the message's, cut where the text is trimmed."""
    given = [{"offset": 0, "length": 9, "type": "bold"}]
    sent = await stage.bot(
        "sendMessage", chat_id=await stage.family(), text="abc   ", entities=given
    )
    assert sent["entities"] == [{"offset": 0, "length": 3, "type": "bold"}]
