"""The receipt: a number a family can keep, grouped so that it looks like a telephone number.

Sixteen random digits (53 bits) and a check digit after Damm (2004), which finds every single
mistyped digit and every swap of neighbours. It is not an account: it opens nothing by itself.
"""

from unicodedata import category

RANDOM_DIGITS = 16
LENGTH = RANDOM_DIGITS + 1
GAP = "\u00a0"
"""What stands between the groups: a space at which no line is broken."""
_GROUPS = (4, 3, 3, 2, 2, 3)
_BETWEEN = frozenset({"Zs", "Pd", "Cf"})

# The totally anti-symmetric quasigroup of order 10 from H. M. Damm's dissertation, table 5.1.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(digits: str) -> str:
    """The digit that makes `digits` followed by it a valid number."""
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def make_reference(number: int) -> str:
    """The reference for a random number below 10**16."""
    digits = f"{number:0{RANDOM_DIGITS}d}"
    return digits + check_digit(digits)


def read_reference(text: str) -> str | None:
    """The reference in what a person typed, however it is grouped; None where there is none."""
    digits = "".join(str(int(char)) for char in text if char.isdecimal())
    return digits if len(digits) == LENGTH and check_digit(digits) == "0" else None


def is_between(char: str) -> bool:
    """Whether a character may stand between the digits: any space, hyphen, or invisible mark."""
    return char.isspace() or category(char) in _BETWEEN


def grouped(reference: str, gap: str = GAP) -> str:
    """The reference as it is shown, in groups of a telephone number."""
    parts, start = [], 0
    for size in _GROUPS:
        parts.append(reference[start : start + size])
        start += size
    return gap.join(parts)
