"""What decides on terms and keys, as one short text: an index that was made under another one is refused when it is opened.

Code and tables are hashed as they are loaded, so nobody has to raise a number after a change. A comment, a docstring, a
type and the order of definitions change nothing; nor does it matter where the packages lie.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import cache, cached_property
from hashlib import blake2b
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules
from types import CodeType, FunctionType, ModuleType

from index.analysis.tokenizers import TokenizerName, tokenizer_version

_PACKAGES = ("index.analysis", "index.spelling")
_MODULES = ("index.analyzed", "index.characters", "index.normalize")
_SCRIPT = "index.spelling.make"  # makes the tables; what it decided is in them
_TABLES = (".txt", ".tsv")


def fingerprint(tokenizer: TokenizerName) -> str:
    """The tokenizer with its version, the tables of Unicode that normalizing goes by, and our rules:
    janome-0.5.1/unicode-14.0.0/rules-1f0c2a9be4d7."""
    return f"{tokenizer_version(tokenizer)}/unicode-{unicodedata.unidata_version}/rules-{rules_hash()}"


@cache
def rules_hash() -> str:
    """A hash over the rules and tables of `index.analysis`, `index.spelling` and the modules that they rest on."""
    digest = blake2b(digest_size=6)
    for name in rule_modules():
        digest.update(module_rules(import_module(name)).encode("utf-8", "surrogatepass"))
    for package in _PACKAGES:
        for table in sorted(files(package).iterdir(), key=lambda file: file.name):
            if table.name.endswith(_TABLES):
                digest.update(table.read_bytes())
    return digest.hexdigest()


def rule_modules() -> list[str]:
    """The names of the modules that decide on terms and keys."""
    found = [f"{name}.{module.name}" for name in _PACKAGES for module in iter_modules(import_module(name).__path__)]
    return sorted({*_MODULES, *found} - {_SCRIPT})


def module_rules(module: ModuleType) -> str:
    """The code of a module's functions and classes, and its constants, as one text."""
    return repr([(name, _rule(value, module.__name__)) for name, value in _named(module)])


def _named(owner: ModuleType | type) -> Iterator[tuple[str, object]]:
    """What a module or a class defines, by name; of special names the methods alone, since others are notes of Python's."""
    for name, value in sorted(vars(owner).items()):
        if not name.startswith("__") or isinstance(value, FunctionType):
            yield name, value


def _rule(value: object, module: str) -> object:
    """A value in numbers, texts and tuples that are equal in every process. What another module defines is its name here."""
    match value:
        case Enum():
            return type(value).__name__, value.name
        case None | bool() | int() | float() | str() | bytes():
            return value
        case re.Pattern():
            return value.pattern, value.flags
        case tuple() | list():
            return tuple(_rule(each, module) for each in value)
        case set() | frozenset():
            return sorted(repr(_rule(each, module)) for each in value)
        case dict():
            return sorted(repr((_rule(key, module), _rule(each, module))) for key, each in value.items())
        case property():
            return _rule(value.fget, module)
        case cached_property():
            return _rule(value.func, module)
    if (inner := getattr(value, "__wrapped__", None)) is not None:  # `functools.cache` and the like
        return _rule(inner, module)
    if isinstance(value, FunctionType | type) and value.__module__ != module:
        return value.__module__, value.__qualname__
    match value:
        case FunctionType():
            options = _rule((value.__defaults__, value.__kwdefaults__), module)
            return _code(value.__code__, value.__doc__, module), options
        case type():
            return [(name, _rule(each, module)) for name, each in _named(value)]
    return type(value).__qualname__


def _code(code: CodeType, docstring: str | None, module: str) -> object:
    constants = tuple(None if each == docstring else each for each in code.co_consts)
    parts = [_code(each, None, module) if isinstance(each, CodeType) else _rule(each, module) for each in constants]
    return code.co_code, code.co_names, parts
