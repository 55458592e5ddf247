"""What decides on terms and keys, as one short text: an index that was made under another one is refused when it is opened.

The source of our rules is hashed with their tables, so nobody has to raise a number after a change. Comments, docstrings and
empty lines change nothing; nor does it matter where the packages lie.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

from index.analysis.tokenizers import TokenizerName, tokenizer_version

_PACKAGES = ("index.analysis", "index.dictionary", "index.spelling")
_MODULES = ("analyzed.py", "characters.py", "normalize.py")  # of `index`, on which the packages rest
_SCRIPT = "make.py"  # makes the tables; what it decided is in them

_SAID = re.compile(rb'^ *(?:"""(?s:.*?)"""|#.*)?\n|  #.*', re.MULTILINE)  # a syntax tree would take 50 ms


def fingerprint(tokenizer: TokenizerName) -> str:
    """The tokenizer with its version, the tables of Unicode that normalizing goes by, and our rules:
    janome-0.5.1/unicode-14.0.0/rules-1f0c2a9be4d7."""
    return f"{tokenizer_version(tokenizer)}/unicode-{unicodedata.unidata_version}/rules-{rules_hash()}"


@cache
def rules_hash() -> str:
    """A hash over the files that decide on terms and keys."""
    digest = blake2b(digest_size=6)
    for file in rule_files():
        data = file.read_bytes().replace(b"\r\n", b"\n")
        digest.update(rules_of(data) if file.name.endswith(".py") else data)
    return digest.hexdigest()


def rule_files() -> list[Traversable]:
    """The modules and tables that decide on terms and keys, always in the same order."""
    found = [files("index").joinpath(name) for name in _MODULES]
    for package in _PACKAGES:
        found += sorted(files(package).iterdir(), key=lambda file: file.name)
    return [file for file in found if file.name.endswith((".py", ".txt", ".tsv")) and file.name != _SCRIPT]


def rules_of(source: bytes) -> bytes:
    """The source of a module without comments, docstrings and empty lines."""
    return _SAID.sub(b"", source)
