"""What nobody types in good faith: a list to go through whole, and random texts, always the same for a seed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from random import Random

TOWERS = [
    "9^9^9^9", "((9^9)^9999)^9999", "2^(2^30)", "(1/3)^(10^8)", "x^(10^9)", "(x+1)^(10^9)", "x^x^x^x^x^x^x^x^x^x",
    "e^-1000", "2x + 10^(-9999)", "e^(-e^(e^(x^2+9)))", "factorial(10^9)", "(e-e)^(10^9)", "1/0", "0/0", "0^0",
]  # fmt: skip
LONG = [
    "(" * 10_000, "(" * 10_000 + "x" + ")" * 10_000, "-" * 10_000 + "x", "1" * 100_000, "x" * 20_001, "|" * 5_000,
    "+".join(["x"] * 3_000), "sin " * 4_000 + "x", "ln(" * 100 + "x" + ")" * 100, "^".join(["x"] * 500), "9" * 5_000,
    ",".join("1" * 1_000), "0," * 9_000, " " * 50_000 + "x", "\n" * 20_000, "e" * 1_999, "1,2" * 6_000,
]  # fmt: skip
CODE = [
    "__import__('os').system('touch canary')", "().__class__.__bases__[0].__subclasses__()", "x.__class__",
    "exec('x')", "eval(x)", "lambda: x", "[x for x in x]", "S(1)", "open('/etc/passwd').read()", "{{ 7*7 }}",
    "{% debug %}", "{{ request.user }}", "{% load log %}", "${7*7}", "#{7*7}", "%(x)s", "%n%n%s", "{0.__class__}",
    "' OR 1=1 --", "'; DROP TABLE quiz_card; --", "1 UNION SELECT password FROM quiz_user", "../../etc/passwd",
]  # fmt: skip
MARKUP = [
    "<script>alert(1)</script>", "</textarea><script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>", "&lt;b&gt;", "<!--", "]]>", "</main>", "' autofocus onfocus='alert(1)", "<math><mi>x</mi>",
    "javascript:alert(1)", "[a](javascript:alert(1))", "![x](http://example.org/x.png)", "`<b>`", "**x**", "$<b>$",
    "2x<script>alert(1)</script>", "x</code><b>y</b>",
]  # fmt: skip
LATEX = [
    r"\frac{1}{0}", r"\frac" * 300, r"\frac{" * 300, r"\begin{pmatrix}" * 100, r"\left(" * 300, "\\" * 1_900,
    r"\def\a{\a\a}\a", r"\newcommand{\x}{\x\x}\x", r"\input{/etc/passwd}", r"\href{javascript:alert(1)}{x}",
    "$" * 1_900, r"\text{<b>x</b>}",
    r"\sqrt[\sqrt[\sqrt{x}]{x}]{x}", r"\unicode{x41}", "{" * 1_900, "_" * 500, r"\color{red}{x}",
]  # fmt: skip
CHARACTERS = [
    "x\u202e2", "\u202d\u2066x\u2069", "х^2", "x\x00", "\x00", "\ufeffx", "x\u200b\u200d2", "\ufffd", "\U0001f4a9",
    "e\u0301" * 500, "ﷺ" * 1_000, "𝟚𝓍", "\x1b[31mx", "x\r\nSet-Cookie: a=b", "٢", "²³¹", "½¾", "\u2028x\u2029",
    "\uffff", "a\u0300" + "\u0301" * 1_000, "\ud800", "İ", "ß" * 200, "ſin x",
]  # fmt: skip
NUMBERS = ["nan", "inf", "-0", "1e999", "0x1F", "1_000", "٣", "1" * 41, "1" * 4_301, "0." + "9" * 50, "1,000", "½" * 99]

HOSTILE = [*TOWERS, *LONG, *CODE, *MARKUP, *LATEX, *CHARACTERS, *NUMBERS, "", " ", ",", "=", ".", "()", "[]", "[[]]"]

PIECES = [
    *"xyepi0123456789+-*/^()[]{}|,;.=<>'\"\\_&%$#@!~ ", "sin", "ln", "sqrt(", "e^(", "\\frac", "\\sqrt", "**", "d/dx",
    "f'(x)=", "sigmoid", "max(", "relu(", "log_", "10^9", "0.333", "because", "the", "not", "gradient", "\n", "·", "√",
    "∇", "σ", "⁻¹", "½", "{{", "{%", "<b>", "lambda", "__",
]  # fmt: skip


def random_texts(count: int, seed: int) -> Iterator[str]:
    """A third each: soups of tokens, characters of one Unicode category, and bytes read as UTF-8."""
    random = Random(seed)
    makers = (_soup, _characters, _bytes)
    for number in range(count):
        yield makers[number % len(makers)](random)


def _soup(random: Random) -> str:
    return "".join(random.choices(PIECES, k=random.randint(1, 60)))


def _characters(random: Random) -> str:
    of_one = random.choice(_categories())
    return "".join(random.choices(of_one, k=random.randint(1, 40))) + random.choice(["", "x", "2", "("])


def _bytes(random: Random) -> str:
    return random.randbytes(random.randint(1, 80)).decode("utf-8", "replace")


@cache
def _categories() -> list[list[str]]:
    """Up to 400 characters of each category but the surrogates, which no form can send."""
    by_category: dict[str, list[str]] = {}
    for code in range(0x30000):
        by_category.setdefault(unicodedata.category(chr(code)), []).append(chr(code))
    by_category.pop("Cs")
    return [found[:: max(1, len(found) // 400)] for found in by_category.values()]
