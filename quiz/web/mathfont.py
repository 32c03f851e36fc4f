"""The page's math font: a subset of STIX Two Math (SIL Open Font License), built once from the copy inside `ziamath`.

Three things are changed for browsers; because of them, and as the licence wishes, the font gets its own name:

- primes are drawn with the glyphs made for superscripts, which browsers would not choose (`ssty`);
- all radical signs share one width: Chromium reserves that of the widest for every root;
- superscripts stand a little higher, so that exponents in denominators are clear of the bar below them.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FAMILY = "Gradus Math"
FILE = Path("fonts") / "gradus-math.woff2"
FEATURES = ("ccmp", "dtls", "flac", "kern", "mark", "mkmk")
PRIMES = (0x2032, 0x2033, 0x2034, 0x2057)
RADICAL = 0x221A
RADICAL_WIDTH = 760
SUPERSCRIPT_UP, SUPERSCRIPT_UP_CRAMPED = 400, 350
"""Font units, 1000 to the em."""

CHARACTERS = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x237, 0x237), (0x2C6, 0x2DD), (0x300, 0x338), (0x391, 0x3C9),
    (0x3D1, 0x3D6), (0x3F0, 0x3F6), (0x2010, 0x2026), (0x2030, 0x2037), (0x2044, 0x2057), (0x2061, 0x2064),
    (0x2070, 0x209C), (0x20D0, 0x20EF), (0x2100, 0x214B), (0x2190, 0x21D5), (0x2200, 0x22FF), (0x2308, 0x230B),
    (0x23B0, 0x23B1), (0x23DC, 0x23E1), (0x25A0, 0x25CF), (0x27E6, 0x27EB), (0x27F5, 0x27FF), (0x2A00, 0x2A02),
    (0x2A75, 0x2A7E), (0x1D400, 0x1D4CF), (0x1D538, 0x1D56B), (0x1D6A4, 0x1D755), (0x1D7CE, 0x1D7D7),
)  # fmt: skip
"""Ranges, ends included: Latin, Greek, arrows, operators, brackets; italic, bold, script and open alphabets."""


def build(folder: Path) -> bool:
    """Write the font below `folder` unless one by this very recipe stands there; True when it was written."""
    path, made_by = folder / FILE, folder / FILE.with_suffix(".recipe")
    recipe = hashlib.sha256(Path(__file__).read_bytes() + str(_source()).encode()).hexdigest()
    if path.exists() and made_by.exists() and made_by.read_text(encoding="ascii") == recipe:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    _write(_adapted(), unfinished)
    unfinished.replace(path)
    made_by.write_text(recipe, encoding="ascii")
    return True


def _source() -> Path:
    found = find_spec("ziamath")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package ziamath, which carries STIX Two Math, is not installed")
    return Path(found.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"


def _adapted() -> TTFont:
    from fontTools import subset

    options = _options()
    font = subset.load_font(str(_source()), options)
    _use_superscript_primes(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in CHARACTERS for code in range(first, last + 1)])
    subsetter.subset(font)
    _even_radicals(font)
    constants = font["MATH"].table.MathConstants
    constants.SuperscriptShiftUp.Value = SUPERSCRIPT_UP
    constants.SuperscriptShiftUpCramped.Value = SUPERSCRIPT_UP_CRAMPED
    for name in font["name"].names:
        if name.nameID in (1, 4):
            name.string = FAMILY
        elif name.nameID == 6:
            name.string = FAMILY.replace(" ", "") + "-Regular"
    return font


def _options() -> Any:
    from fontTools import subset

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(FEATURES)
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]  # copyright, names, version, licence and its address
    return options


def _write(font: TTFont, path: Path) -> None:
    from fontTools import subset

    subset.save_font(font, str(path), _options())


def _use_superscript_primes(font: TTFont) -> None:
    glyphs = set(font.getGlyphOrder())
    for table in font["cmap"].tables:
        for code in PRIMES:
            small = f"{table.cmap.get(code)}.ssty"
            if small in glyphs:
                table.cmap[code] = small


def _even_radicals(font: TTFont) -> None:
    """One advance width for every size and piece of √; the smallest is drawn 14 % lower, to sit on one letter."""
    variants = font["MATH"].table.MathVariants
    name = font.getBestCmap()[RADICAL]
    radical = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(name)]
    for record in radical.MathGlyphVariantRecord:
        height = 0.86 if record.VariantGlyph == name else 1.0
        _scale(font, record.VariantGlyph, height)
        record.AdvanceMeasurement = round(record.AdvanceMeasurement * height)
    for piece in radical.GlyphAssembly.PartRecords:
        _scale(font, piece.glyph, 1.0)


def _scale(font: TTFont, name: str, height: float) -> None:
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    advance, bearing = font["hmtx"][name]
    stretch = RADICAL_WIDTH / advance
    pen = TTGlyphPen(None)
    font.getGlyphSet()[name].draw(TransformPen(pen, (stretch, 0, 0, height, 0, 0)))
    glyphs = font["glyf"]
    glyphs[name] = pen.glyph()
    glyphs[name].recalcBounds(glyphs)
    font["hmtx"][name] = (RADICAL_WIDTH, round(bearing * stretch))
