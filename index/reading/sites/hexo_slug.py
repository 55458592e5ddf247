"""Slugs as Hexo makes them (hexo-util 4.0, `slugize.js`), and the ids of headings (hexo-renderer-marked 7.0, `renderer.js`)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from index.reading.markup.breaks import HARD_BREAK
from index.reading.markup.flow import Flow

Case = Literal["0", "1", "2"]  # as it is, lower, upper: Hexo's own numbers

_CONTROL = re.compile(r"[\x00-\x1f]")
_MARKS = re.compile(r"""[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:"'<>,.?/\ufeff]+""")
# Latin letters that no Unicode decomposition takes apart (hexo-util, `escape_diacritic.js`): what they become, and they.
_LETTERS = (  # noqa: SIM905
    "A ȺⱯ AA Ꜳ AE ÆǼǢ AO Ꜵ AU Ꜷ AV ꜸꜺ AY Ꜽ B ɃƂƁ C ƇȻꜾ D ĐƋƊƉꝹ E ƐƎ F ƑꝻ G ǤƓꞠꝽꝾ H ĦⱧⱵꞍ I Ɨ J Ɉ K ƘⱩꝀꝂꝄꞢ L ĿŁȽⱢⱠꝈꝆꞀ M ⱮƜ "
    "N ȠƝꞐꞤ O ØǾƆƟꝊꝌ OI Ƣ OO Ꝏ OU Ȣ OE Œ oe œ P ƤⱣꝐꝒꝔ Q ꝖꝘɊ R ɌⱤꝚꞦꞂ S ẞⱾꞨꞄ T ŦƬƮȾꞆ TZ Ꜩ U Ʉ V ƲꝞɅ VY Ꝡ W Ⱳ Y ƳɎỾ Z ƵȤⱿⱫꝢ "
    "a ẚⱥɐ aa ꜳ ae æǽǣ ao ꜵ au ꜷ av ꜹꜻ ay ꜽ b ƀƃɓ c ƈȼꜿↄ d đƌɖɗꝺ e ɇɛǝ f ƒꝼ g ǥɠꞡᵹꝿ h ħⱨⱶɥ hv ƕ i ɨı j ɉ k ƙⱪꝁꝃꝅꞣ "
    "l ŀſłƚɫⱡꝉꞁꝇ m ɱɯ n ƞɲŉꞑꞥ o øǿɔꝋꝍɵ oi ƣ ou ȣ oo ꝏ p ƥᵽꝑꝓꝕ q ɋꝗꝙ r ɍɽꝛꞧꞃ s ßȿꞩꞅ t ŧƭʈⱦꞇ tz ꜩ u ʉ v ʋꝟʌ vy ꝡ w ⱳ "
    "y ƴɏỿ z ƶȥɀⱬꝣ DZ ǄǱ Dz ǅǲ dz ǆǳ LJ Ǉ Lj ǈ lj ǉ NJ Ǌ Nj ǋ nj ǌ"
).split()
_BASES = {letter: base for base, letters in zip(_LETTERS[::2], _LETTERS[1::2], strict=True) for letter in letters}

# What marked's "smartypants" makes of typewriter marks, in this order.
_SMART = (
    (re.compile("---"), "—"),
    (re.compile("--"), "–"),
    (re.compile(r"(^|[-—/(\[{\"\s])'"), r"\1‘"),
    (re.compile("'"), "’"),
    (re.compile(r"(^|[-—/(\[{‘\s])\""), r"\1“"),
    (re.compile('"'), "”"),
    (re.compile(r"\.{3}"), "…"),
)


@dataclass(frozen=True)
class HeadingIds:
    """What the settings say of the ids of headings, below `marked`."""

    given: bool = True  # headerIds
    case: Case = "0"  # modifyAnchors
    by_alias: bool = False  # anchorAlias: the target of a link that begins the heading
    smart: bool = True  # smartypants

    def of(self, heading: Flow) -> str:
        """The id of a heading: 「C++ とは？」 gives C-とは？; tags vanish also where they are code."""
        if not self.given:
            return ""
        if self.by_alias and (alias := _alias(heading)):
            return slugize(alias, self.case)
        pieces = (
            _smart(text) if self.smart and kind == "text" else text for text, kind in heading.parts if kind != "image"
        )
        return slugize(_without_tags("".join(pieces).replace("\n", "").replace(HARD_BREAK, "")).strip(), self.case)


def slugize(text: str, case: Case = "0") -> str:
    """A text as part of an address: runs of ASCII marks and blanks become one hyphen, accents go, everything else stays."""
    plain = _CONTROL.sub("", "".join(map(_base, text)))
    slug = _MARKS.sub("-", plain).strip("-")
    return {"0": slug, "1": slug.lower(), "2": slug.upper()}[case]


def _alias(heading: Flow) -> str:
    """The anchor to which a link at the beginning of a heading leads, `## [題](#name)`; "" where there is none."""
    first = next(iter(heading.links), None)
    begins = first is not None and first.target.startswith("#") and str(heading).startswith(first.text)
    return first.target[1:] if first and begins else ""


def _base(letter: str) -> str:
    """A letter without its accent, its circle or its full width; anything else as it is."""
    if letter.isascii():
        return letter
    if letter in _BASES:
        return _BASES[letter]
    kind, *parts = unicodedata.decomposition(letter).split() or [""]
    if not parts or (kind.startswith("<") and kind not in ("<wide>", "<circle>")):
        return letter
    base = "".join(each for each in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(each))
    return base if base.isascii() and base.isalpha() else letter


def _smart(text: str) -> str:
    for typed, shown in _SMART:
        text = typed.sub(shown, text)
    return text


def _without_tags(text: str) -> str:
    """The text without what stands between < and >; after a < that nothing closes, nothing stays (hexo-util, `strip_html.js`)."""
    kept, depth, quote = list[str](), 0, ""
    for place, character in enumerate(text):
        if not depth:
            if character == "<" and text[place + 1 : place + 2] not in (" ", "\n"):
                depth = 1
            else:
                kept.append(character)
        elif quote or character in "\"'":
            quote = "" if character == quote else quote or character
        elif character in "<>":
            depth += 1 if character == "<" else -1
    return "".join(kept)
