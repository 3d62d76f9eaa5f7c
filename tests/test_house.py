"""The rules of the house: size, reasons, rooms, locks, and nothing that belongs to one machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repository import ROOT, files, named, text, texts

LONGEST_FILE = 300
LONGEST_BODY = 25

LONG_FILES: dict[str, str] = {}
"""Files that may be longer, and why."""

LONG_BODIES = {
    "bot/logs.py:configure": "one description of the logging chain, read from top to bottom",
    "tests/sandbox/test_page_conversation.py:test_a_whole_conversation_needs_only_the_keyboard": (
        "one conversation, key by key"
    ),
    "tests/sandbox/test_page_conversation.py:test_a_reply_keyboard_stands_under_the_composer": (
        "one keyboard, described whole"
    ),
    "tests/test_relay_simulation.py:storm": "one storm, from first wind to calm",
    "tests/simulation/wire.py:exchange": "one call and every way it can go wrong, in order",
    "tests/test_relay_store.py:test_every_lane_is_emptied_in_order_whatever_the_wire_does": (
        "one story, in order"
    ),
}
"""Functions that may be longer, and why."""

Function = ast.FunctionDef | ast.AsyncFunctionDef

REGISTRIES = ("pypi" + ".org", "python" + "hosted", "npm" + "js", "crates" + ".io")
_INDEX = re.compile(r"(?<!no-emit-)(?<!extra-)index-url|extra-index-url")
_MACHINE = re.compile(r"(?<![\w.>)])/(?:root|work|Users/\w+|home/(?!homeward)\w+)/")

_IGNORES = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b.*")
_REASONED = re.compile(
    r"#\s*noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*\s+--?\s+\S.*|#\s*type: ignore\[[\w, -]+\]\s+#\s*\S.*"
)


def functions(name: str) -> Iterator[Function]:
    """Every function of a file, inner ones too."""
    for node in ast.walk(ast.parse(text(name))):
        if isinstance(node, Function):
            yield node


def length_of_body(function: Function) -> int:
    """Lines from the first statement after the docstring to the last."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_files_are_short() -> None:
    """No file of code is longer than 300 lines, but for those with a reason."""
    code = set(named(".py", ".js", ".css")) - set(LONG_FILES)
    lengths = {name: len(text(name).splitlines()) for name in code}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    """No function's body is longer than 25 lines, but for those with a reason."""
    bodies = {
        f"{name}:{function.name}": length_of_body(function)
        for name in named(".py")
        for function in functions(name)
    }
    long = {name: n for name, n in bodies.items() if n > LONGEST_BODY and name not in LONG_BODIES}
    assert long == {}


def test_exceptions_are_still_needed() -> None:
    """What has become short again leaves the lists above."""
    grown = [name for name in LONG_FILES if len(text(name).splitlines()) > LONGEST_FILE]
    assert grown == [*LONG_FILES]
    for exception in LONG_BODIES:
        name, _, function = exception.partition(":")
        lengths = [length_of_body(found) for found in functions(name) if found.name == function]
        assert max(lengths, default=0) > LONGEST_BODY, exception


def test_every_test_says_what_is_true() -> None:
    """A test without a docstring says only what it does."""
    mute = [
        f"{name}:{function.lineno} {function.name}"
        for name in named(".py")
        if Path(name).name.startswith("test_")
        for function in functions(name)
        if function.name.startswith("test_") and not ast.get_docstring(function)
    ]
    assert mute == []


def comments(name: str) -> Iterator[str]:
    """Every ignore of a linter or the type checker in a file, with its place."""
    for number, line in enumerate(text(name).splitlines(), 1):
        for found in _IGNORES.finditer(line):
            if not _REASONED.match(found[0]):
                yield f"{name}:{number} {found[0]}"


def test_every_ignore_has_a_reason() -> None:
    """Beside each `noqa` and `type: ignore` stands its code, and why."""
    bare = [
        found for name in named(".py") if name != "tests/test_house.py" for found in comments(name)
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("comment", "is_reasoned"),
    [
        ("# noqa: S603 -- our own words", True),
        ("# noqa: S603, S607 - our own words", True),
        ("# type: ignore[misc]  # the library's types forget it", True),
        ("# noqa", False),
        ("# noqa: S603", False),
        ("# type: ignore", False),
        ("# type: ignore[misc]", False),
    ],
)
def test_the_rule_of_reasons_can_fail(comment: str, *, is_reasoned: bool) -> None:
    """It takes a code and a reason, and nothing less."""
    assert bool(_REASONED.match(comment)) is is_reasoned


def test_nothing_belongs_to_one_machine() -> None:
    """No file holds a package registry's address, nor a path of somebody's own machine."""
    found = [
        f"{name}: {match}"
        for name, said in texts()
        if name != "tests/test_house.py"
        for match in (
            *(registry for registry in REGISTRIES if registry in said),
            *_INDEX.findall(said),
            *_MACHINE.findall(said),
        )
    ]
    assert found == []


def pins(name: str) -> dict[str, tuple[str, int]]:
    """The packages of a lock: version, and how many hashes."""
    blocks = re.split(r"\n(?=\S)", text(name).replace("\\\n", " "))
    heads = [
        (re.match(r"([\w.-]+)==(\S+)", block), block.count("--hash=sha256:")) for block in blocks
    ]
    return {canonicalize_name(head[1]): (head[2], count) for head, count in heads if head}


LOCKS = ("requirements/run.txt", "requirements/dev.txt", "requirements/tools.txt")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_its_hashes(lock: str) -> None:
    """A lock holds exact versions with hashes, and nothing else."""
    found = pins(lock)
    assert found
    assert [name for name, (_, hashes) in found.items() if not hashes] == []
    lines = [line for line in text(lock).splitlines() if line and not line.startswith((" ", "#"))]
    assert len(lines) == len(found)


def test_the_locks_are_complete() -> None:
    """What the project asks for is pinned, and what that asks for in turn, in one version each."""
    project = tomllib.loads(text("pyproject.toml"))
    run, dev = pins("requirements/run.txt"), pins("requirements/dev.txt")
    assert missing(project["project"]["dependencies"], run) == set()
    assert missing(project["dependency-groups"]["dev"], dev) == set()
    assert {name: pin for name, pin in run.items() if dev.get(name) != pin} == {}
    assert not (ROOT / "uv.lock").exists()


def missing(asked: list[str], locked: dict[str, tuple[str, int]]) -> set[str]:
    """What is asked for, directly or not, on this machine, and not pinned."""
    absent, seen, ahead = set(), set[str](), [*asked]
    while ahead:
        requirement = Requirement(ahead.pop())
        name = canonicalize_name(requirement.name)
        extras = requirement.extras or {""}
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in extras):
            continue
        if name not in locked:
            absent.add(name)
        if name not in seen:
            seen.add(name)
            ahead += _asked_by(name)
    return absent


def _asked_by(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def test_the_rooms_keep_their_walls() -> None:
    """Who may import whom, as pyproject.toml says it."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    kept = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)  # noqa: S603 -- our own words
    assert kept.returncode == 0, kept.stdout


def test_every_lint_rule_left_out_has_a_reason() -> None:
    """In pyproject.toml, beside each rule that is ignored stands why."""
    lists = re.findall(
        r"(?:ignore|\"\w+/\*\*\") = \[\n(.*?)\n\]", text("pyproject.toml"), re.DOTALL
    )
    assert lists
    assert [line for body in lists for line in body.splitlines() if "#" not in line] == []


def test_what_is_kept_is_known() -> None:
    """The lists above name files that are there."""
    assert {*LONG_FILES, *(name.partition(":")[0] for name in LONG_BODIES)} <= {*files()}
