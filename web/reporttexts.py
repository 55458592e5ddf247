"""What the values of reports mean, for the terminal and for the pages for editors."""

from __future__ import annotations

from index.language import Message
from search.reports.check import Level
from search.reports.duplicates import Likeness, Reason, SharedField
from search.reports.overlap import Hint, Linking
from search.reports.related import LinkState
from search.reports.tags import Difference

KINDS: dict[Likeness, Message] = {
    "same": Message(ja="同じ", en="same"),
    "nearly the same": Message(ja="ほぼ同一", en="nearly the same"),
    "alike": Message(ja="よく似ている", en="alike"),
}
REASONS: dict[Reason, Message] = {
    "linked": Message(ja="ほかの記事からリンクされている", en="other posts link to it"),
    "oldest": Message(ja="いちばん古い", en="it is the oldest"),
    "longest": Message(ja="いちばん長い", en="it is the longest"),
    "first": Message(ja="ほかに違いがない", en="nothing else tells them apart"),
}
SHARED_FIELDS: dict[SharedField, Message] = {
    "title": Message(ja="題名が同じ", en="same title"),
    "url": Message(ja="アドレスが同じで、1件だけが公開される", en="same address, so that one alone is published"),
    "description": Message(ja="説明文が同じ", en="same description"),
}
HINTS: dict[Hint, Message] = {
    "merge": Message(ja="統合", en="merge them"),
    "link": Message(ja="相互リンク", en="link them to each other"),
    "retitle": Message(ja="題名を変える", en="give them titles that tell them apart"),
}
LINKING: dict[Linking, Message] = {
    "both": Message(ja="相互にリンクあり", en="they link to each other"),
    "one": Message(ja="片方だけリンクあり", en="one links to the other"),
    "none": Message(ja="リンクなし", en="no link between them"),
}
LINKS: dict[LinkState, Message] = {
    "none": Message(ja="リンクなし", en="no link"),
    "out": Message(ja="→リンク済み", en="→ linked"),
    "in": Message(ja="←リンクあり", en="← links here"),
    "both": Message(ja="⇄相互リンク", en="⇄ both"),
}
DIFFERENCES: dict[Difference, Message] = {
    "width or case": Message("全角・半角や大文字・小文字", "width or case"),
    "separator": Message("空白や記号", "spaces or signs"),
    "long vowel": Message("長音", "long vowel"),
    "kana": Message("ひらがなとカタカナ", "kana"),
    "plural": Message("単数と複数", "plural"),
    "reading": Message("漢字とかな", "kanji and kana"),
}
LEVELS: dict[Level, Message] = {
    "error": Message(ja="誤り", en="error"),
    "warning": Message(ja="注意", en="warning"),
    "notice": Message(ja="参考", en="notice"),
}
