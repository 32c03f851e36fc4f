"""Markdown with formulas: what authors and learners write, shown safely."""

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from quiz.web.mathml import mathml
from quiz.web.prose import inline_prose, prose


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("the slope $2x$ at", "2x"),
        ("you sell 40 − 2$p$ pairs", "p"),
        ("$x$-axis", "x"),
        ("it is ($y$)", "y"),
        (r"a set $\{1, 2\}$", r"\{1, 2\}"),
        ("$a_1 * b * c_1$ keeps its stars", "a_1 * b * c_1"),
    ],
)
def test_dollars_around_text_make_a_formula(text, latex):
    assert mathml(latex) in inline_prose(text)


@pytest.mark.parametrize("text", ["it costs $5 and $10", r"it costs \$5", "one $ alone", "`$x$`"])
def test_prices_escaped_dollars_and_code_stay_text(text):
    assert "<math" not in inline_prose(text)


def test_two_dollars_make_a_formula_on_its_own_line():
    written = prose("Look:\n\n$$\\frac{1}{x}$$\n\nand on")
    assert '<span class="formula" role="group" aria-label="Formula"><math display="block">' in written


def test_two_dollars_inside_a_sentence_do_so_too():
    assert '<math display="block">' in prose("so $$x$$ follows")


def test_paragraphs_lists_emphasis_tables_and_code_are_written():
    written = prose("One *two* **three** `x^2`.\n\n- a\n- b\n\n| n | m |\n|---|---|\n| 1 | $x$ |")
    for tag in ("<p>", "<em>", "<strong>", "<code>", "<li>", "<td>1</td>", "<math>"):
        assert tag in written


def test_inline_prose_has_no_paragraph_around_it():
    assert inline_prose("just *this*") == "just <em>this</em>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "![a](https://elsewhere.example/x.png)",
        "<a href='x' onclick='y'>z</a>",
        "[a]: javascript:x\n\n[a]",
        "# heading",
    ],
)
def test_html_scripts_images_and_headings_are_not_obeyed(text):
    written = prose(text)
    for forbidden in ("<script", "<img", "<h1", 'href="javascript', "<a href='x'"):
        assert forbidden not in written


def test_links_go_out_without_telling_where_from():
    assert inline_prose("[page](https://example.org/)").count('rel="noopener noreferrer"') == 1


def test_nobody_can_write_the_place_of_a_formula_himself():
    assert "<math" not in prose("\ue0000\ue001 and text")
    assert prose("\ue0005\ue001 $x$").count("<math>") == 1


def test_a_broken_formula_is_shown_as_source_inside_its_sentence():
    assert inline_prose(r"so $\frac{1$ follows") == r'so <code class="latex">\frac{1</code> follows'


@given(st.text(max_size=300))
def test_any_text_can_be_written(text):
    written = prose(text)
    assert "<script" not in written.lower()
    assert "\ue000" not in written


def test_the_filters_are_safe_in_templates():
    template = Template("{% load mathematics %}{{ text|prose }}{{ text|inline_prose }}")
    written = template.render(Context({"text": "a < b & *c*"}))
    assert written == "<p>a &lt; b &amp; <em>c</em></p>\na &lt; b &amp; <em>c</em>"
