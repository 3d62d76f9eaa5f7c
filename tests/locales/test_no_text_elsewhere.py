"""No text in Python but what `say` collects, and none put together from pieces."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from locales import FOLDER

ROOT = FOLDER.parent
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_COMMAND = re.compile(r"/[a-z]+ ?")
"""A command is typed as it is in every language."""

_SAYING = {"say", "say_n", "saying"}
_CARRYING = {"Verbatim", "Worded", *_SAYING}


def words_in(node: ast.expr) -> str:
    """The letters a literal shows, also one with something filled in; a command does not count."""
    match node:
        case ast.Constant(value=str(text)):
            return text if _LETTERS.search(_COMMAND.sub("", text)) else ""
        case ast.JoinedStr(values=values):
            return "".join(words_in(value) for value in values)
        case ast.BinOp(left=left, right=right):
            return words_in(left) + words_in(right)
        case ast.IfExp(body=body, orelse=other):
            return words_in(body) + words_in(other)
    return ""


def elsewhere(source: str) -> Iterator[str]:
    """Literals that a person would read although no catalog has them."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        given = [keyword.value for keyword in node.keywords]
        if name not in _SAYING:
            given += node.args
        if name in _CARRYING:
            yield from filter(None, map(words_in, given))
        if name in {"say", "say_n"} and len(node.args) > 1:
            texts = (arg for arg in node.args[: 3 if name == "say_n" else 2])
            yield from (ast.unparse(text) for text in texts if not isinstance(text, ast.Constant))


def sources() -> Iterator[Path]:
    """What talks to people; the sandbox's own page has words of its own."""
    for room in ("bot", "handlers/telegram", "storage"):
        yield from (ROOT / room).rglob("*.py")


def test_what_is_read_comes_from_the_catalogs() -> None:
    """Nothing that is filled in, nor carried verbatim, is a word that we wrote."""
    found = {
        (path.relative_to(ROOT).as_posix(), words)
        for path in sources()
        for words in elsewhere(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_this_can_fail() -> None:
    """Words in a placeholder, in a verbatim line, and texts put together are each found."""
    assert list(elsewhere('LINE.saying(who="the family")')) == ["the family"]
    assert list(elsewhere('Verbatim(verbatim=f"{name} was here")')) == [" was here"]
    assert list(elsewhere('say("desk", "one " + two)')) == ["'one ' + two"]
    assert list(elsewhere('say("desk", "One.", what="x" if y else "refused")')) == ["refused"]
    assert list(elsewhere('LINE.saying(usage=f"/reply {number} …", act=WORDS[act])')) == []
