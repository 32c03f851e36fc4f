"""The math font: small, renamed as its licence wishes, and mended for browsers."""

import pytest
from fontTools.ttLib import TTFont

from quiz.web import mathfont


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    assert mathfont.build(folder)
    return folder


@pytest.fixture(scope="module")
def font(built):
    return TTFont(built / mathfont.FILE)


def test_it_is_built_once(built):
    assert not mathfont.build(built)


def test_another_recipe_builds_it_again(built):
    (built / mathfont.FILE).with_suffix(".recipe").write_text("older", encoding="ascii")
    assert mathfont.build(built)


def test_it_weighs_a_tenth_of_the_original(built):
    assert (built / mathfont.FILE).stat().st_size < 160_000


def test_it_bears_its_own_name_and_its_licence(font):
    names = {record.nameID: str(record) for record in font["name"].names}
    assert names[1] == names[4] == "Gradus Math"
    assert "STIX" in names[0]
    assert "Open Font License" in names[13]


@pytest.mark.parametrize("character", "xX0∂∇σℒ𝑥𝜎∑√′″→≤∞ℝ𝔼⋅−()[]{}|‖ŷ̂"[:-2])
def test_it_has_the_characters_formulas_need(font, character):
    assert ord(character) in font.getBestCmap()


def test_primes_are_drawn_as_superscripts(font):
    original = TTFont(mathfont._source())
    meant = original["glyf"][original.getBestCmap()[0x2032] + ".ssty"]
    drawn = font["glyf"][font.getBestCmap()[0x2032]]
    assert (drawn.xMin, drawn.yMin, drawn.xMax, drawn.yMax) == (meant.xMin, meant.yMin, meant.xMax, meant.yMax)


def test_every_root_sign_has_the_same_width(font):
    variants = font["MATH"].table.MathVariants
    name = font.getBestCmap()[mathfont.RADICAL]
    radical = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(name)]
    widths = {font["hmtx"][record.VariantGlyph][0] for record in radical.MathGlyphVariantRecord}
    assert widths == {mathfont.RADICAL_WIDTH}
