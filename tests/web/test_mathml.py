"""Mathematics on the page: MathML with its LaTeX beside it, no inline style, and never an error page."""

import re
import threading

import pytest
from django.template import Context, Template

from quiz.web.mathml import CLASS_OF, LONGEST, mathml

FORMULAS = [
    r"f'(x)=\lim_{h\to0}\frac{f(x+h)-f(x)}{h}",
    r"\begin{aligned}f'(x)&=2x\\&=g(x)\end{aligned}",
    r"\begin{align*}a&=b\\&=c\end{align*}",
    r"\begin{align}a&=b\end{align}",
    r"\operatorname{ReLU}'(x)=\begin{cases}1&x>0\\0&x<0\end{cases}",
    r"\begin{dcases}a&b\end{dcases}",
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
    r"\begin{array}{l|c:r}1&2&3\\\hline4&5&6\end{array}",
    r"\begin{multline}a\\b\end{multline}",
    r"\sqrt{1+e^{-x}}",
    r"\textcolor{red}{x}",
    r"\mathop{x}",
    r"\text{\textsc{a}}",
    r"\nabla f(\mathbf{x})\in\mathbb{R}^n",
    r"\left.\frac{\partial L}{\partial w_{ij}}\right|_{w=0}",
    r"\cancel{x}",
]


@pytest.mark.parametrize("latex", FORMULAS)
@pytest.mark.parametrize("display", [False, True])
def test_a_formula_becomes_mathml_without_inline_style(latex, display):
    written = mathml(latex, display)
    assert written.startswith('<math display="block"' if display else "<math>")
    assert " style=" not in written


@pytest.mark.parametrize("latex", FORMULAS)
def test_a_formula_carries_its_latex_for_copying(latex):
    source = re.search(r"<annotation encoding=.application/x-tex.>(.*)</annotation>", mathml(latex))
    assert source
    assert source[1].replace("&amp;", "&").replace("&gt;", ">").replace("&lt;", "<") == latex


def test_columns_of_aligned_lines_lean_on_the_equals_sign():
    written = mathml(r"\begin{aligned}a&=b\end{aligned}", True)
    assert '<mtd class="m-right m-r0"><mi>a</mi>' in written
    assert '<mtd class="m-left m-l0"><mo>=</mo>' in written


def test_every_class_that_stands_for_a_style_is_in_the_style_sheet(settings):
    sheet = (settings.ROOT / "static/css/base.css").read_text(encoding="utf-8")
    assert [name for name in CLASS_OF.values() if f".{name} {{" not in sheet] == []


@pytest.mark.parametrize(
    "latex", [r"\frac{1}{", r"\foo", "x^2'^3^4", r"\newcommand{\a}{\a\a}\a", r"\href{javascript:x}{y}"]
)
def test_latex_that_cannot_be_read_is_shown_as_its_source(latex):
    written = mathml(latex)
    assert written.startswith('<code class="latex">')
    assert written.endswith("</code>")


def test_markup_inside_latex_is_text():
    assert "<script" not in mathml("<script>alert(1)</script>")
    assert "<img" not in mathml(r"\frac{<img src=x onerror=y>}{")
    assert "<b" not in mathml(r"\text{<b>}")


def test_text_cannot_smuggle_in_an_attribute():
    written = mathml(r"\text{ style=x }")
    assert "style=x" in written
    assert not re.search(r"<[^>]* style=", written)


@pytest.mark.parametrize(
    "tower", ["{" * 3000 + "}" * 3000, "x^{" * 1499 + "x" + "}" * 1499, r"\hat" * 1500, r"\sqrt{" * 857]
)
def test_deep_nesting_neither_hangs_nor_kills_a_thread_of_the_server(tower):
    from quiz import wsgi  # noqa: F401 - sets the stack that threads of a server get

    found = []
    thread = threading.Thread(target=lambda: found.append(mathml(tower[:LONGEST])))
    thread.start()
    thread.join()
    assert [each[:5] for each in found] in (["<math"], ["<code"])


def test_more_than_the_longest_formula_is_shown_as_source():
    assert mathml("x" * (LONGEST + 1)).startswith("<code")


def test_the_tag_writes_inline_or_display():
    template = Template(r'{% load mathematics %}{% math "x^2" %}|{% math latex display=True %}')
    inline, block = template.render(Context({"latex": "x^3"})).split("|")
    assert inline.startswith("<math>")
    assert block.startswith('<math display="block">')
