"""XML by the standard library, from texts that may have any character."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """The text without the characters that XML cannot have."""
    return _NO_XML.sub("", text)


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A new element at the end of its parent."""
    child = SubElement(parent, name, {key: xml_text(value) for key, value in attributes.items()})
    child.text = xml_text(text) or None
    return child


def document(root: Element) -> bytes:
    """The document in UTF-8."""
    encoded: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return encoded
