"""Mathematics on the page: LaTeX to MathML, by `math-core` and nowhere else.

The page allows no inline style, so every declaration the converter writes becomes a class of static/css/base.css.
"""

import re
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from math_core import LatexError, LatexToMathML

LONGEST = 6000
"""Characters of LaTeX. The converter recurses: 1 to 3 KB of stack a level, at worst a level for two characters."""

LONGEST_KEPT = 400
"""Of what is remembered: some 10 KB each, for learners' formulas come here too."""

CLASS_OF = {
    "text-align: left": "m-left",
    "text-align: right": "m-right",
    "padding-left: 0": "m-l0",
    "padding-left:0": "m-l0",
    "padding-left:1em": "m-l1",
    "padding-right: 0": "m-r0",
    "padding-right:0": "m-r0",
    "width: 100%": "m-full",
    "width: 50%": "m-half",
    "width: 7.5%": "m-edge",
    "border-left: 0.05em solid currentcolor": "m-bar-l",
    "border-left: 0.05em dashed currentcolor": "m-dash-l",
    "border-right: 0.05em solid currentcolor": "m-bar-r",
    "border-right: 0.05em dashed currentcolor": "m-dash-r",
    "border-top: 0.05em solid currentcolor": "m-bar-t",
    "border-top: 0.05em dashed currentcolor": "m-dash-t",
    "font-variant-caps: small-caps": "m-caps",
}
"""What math-core 0.9 can write in a `style`; the rest (colours, `justify-items`) is dropped."""

_STYLE = re.compile(r'(?<=[a-z"]) style="([^"]*)"(?=[^<>]*>)')
_converter = LatexToMathML(annotation=True, fancy_error=False, max_expansions=100)


def _as_class(style: re.Match[str]) -> str:
    classes = [CLASS_OF[each.strip()] for each in style[1].split(";") if each.strip() in CLASS_OF]
    return f' class="{" ".join(classes)}"' if classes else ""


def mathml(latex: str, display: bool = False) -> SafeString:
    """`<math>` with its LaTeX as annotation; for LaTeX that cannot be read, the source in `<code>`. Never raises."""
    return _remembered(latex, display) if len(latex) <= LONGEST_KEPT else _converted(latex, display)


@lru_cache(maxsize=4096)
def _remembered(latex: str, display: bool) -> SafeString:
    return _converted(latex, display)


def _converted(latex: str, display: bool) -> SafeString:
    if len(latex) <= LONGEST:
        try:
            found = _converter.convert_with_local_state(latex, displaystyle=display)
            return mark_safe(_STYLE.sub(_as_class, found))  # noqa: S308 - the converter escapes all text
        except LatexError:
            pass
    return format_html('<code class="latex">{}</code>', latex)


def in_formula_box(latex: str) -> SafeString:
    """A formula on a line of its own, in a box that scrolls sideways when the page is narrow."""
    return format_html('<span class="formula" role="group" aria-label="Formula">{}</span>', mathml(latex, True))
