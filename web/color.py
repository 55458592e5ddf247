"""Colors as CSS writes them, and how well one can be read on another (WCAG 2.2, relative luminance and contrast ratio)."""

from __future__ import annotations

import colorsys
import re
from functools import cache
from pathlib import Path
from typing import TypeAlias

Color: TypeAlias = tuple[float, float, float]  # red, green and blue in sRGB, 0 to 1

TEXT, DRAWING = 4.5, 3.0  # the least contrast of level AA
BLACK: Color = (0.0, 0.0, 0.0)
WHITE: Color = (1.0, 1.0, 1.0)

_NAMES = Path(__file__).with_name("colors.txt")  # the named colors of CSS Color 4, with what each is
_HEX = re.compile("#([0-9a-f]{3}|[0-9a-f]{6})")
_NUMBER = r"(\d{1,3}(?:\.\d{1,3})?)"
_RGB = re.compile(rf"rgb\(\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+{_NUMBER}\s*\)")
_HSL = re.compile(rf"hsl\(\s*{_NUMBER}(?:deg)?[\s,]+{_NUMBER}%[\s,]+{_NUMBER}%\s*\)")
_STEPS = 100


def parse_color(text: str) -> Color | None:
    """The color that a text means: a name, #0a7, #00aa77, rgb(0 170 119) or hsl(162 100% 33%); None where it means none of these."""
    text = text.strip().lower()
    text = _names().get(text, text)
    if match := _HEX.fullmatch(text):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        red, green, blue = bytes.fromhex(digits)
        return red / 255, green / 255, blue / 255
    if match := _RGB.fullmatch(text):
        return min(float(match[1]) / 255, 1.0), min(float(match[2]) / 255, 1.0), min(float(match[3]) / 255, 1.0)
    if match := _HSL.fullmatch(text):
        hue, saturation, lightness = (float(number) for number in match.groups())
        return colorsys.hls_to_rgb(hue % 360 / 360, min(lightness / 100, 1.0), min(saturation / 100, 1.0))
    return None


def to_hex(color: Color) -> str:
    return "#" + bytes(round(255 * part) for part in color).hex()


def contrast(one: Color, other: Color) -> float:
    """1 for the same color, 21 for black and white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(color: Color, *, on: tuple[Color, ...], towards: Color, ratio: float) -> Color:
    """The color, or as much nearer to black or white as it takes to stand out from each of the others by this ratio."""
    for step in range(_STEPS):
        mixed = _mixed(color, towards, step / _STEPS)
        if all(contrast(mixed, ground) >= ratio for ground in on):
            return mixed
    return towards


def _mixed(color: Color, other: Color, share: float) -> Color:
    """A color with a share of another, as the byte of each part that a browser is told."""
    red, green, blue = (
        round(255 * (mine + (theirs - mine) * share)) / 255 for mine, theirs in zip(color, other, strict=True)
    )
    return red, green, blue


def _luminance(color: Color) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def _names() -> dict[str, str]:
    lines = _NAMES.read_text(encoding="ascii").splitlines()
    return dict(line.split() for line in lines)
