"""Every check, the worst first. To add one, write the function that finds it and a line here."""

from __future__ import annotations

from index.language import Message
from search.editing.checks import age, frontmatter, linking, tagging, texts
from search.editing.checks.check import Check
from search.editing.checks.stored import same_address, stored, unread, without_date

_said = Message


def _of_file(code: str, ja: str, en: str) -> Check:
    """What is so wrong with a file that no post was made of it, or so little that one was: reading says which."""
    return Check(code, "error", Message(ja, en), of_post=stored(code), of_blog=unread(code))


CHECKS: tuple[Check, ...] = (
    _of_file("F001", "front matter を読めない", "front matter that does not parse"),
    _of_file("F004", "読めない文字がある", "characters that cannot be read"),
    _of_file("F006", "テキストではない", "no text file"),
    _of_file("F007", "大きすぎて読まない", "too large to be read"),
    _of_file("F008", "開けない", "cannot be opened"),
    _of_file("F009", "空のファイル", "empty"),
    _of_file("F010", "ファイル名が UTF-8 ではない", "a file name that is no UTF-8"),
    _of_file("F011", "サイトを作るプログラムが読めない文字コード", "an encoding that the generator does not read"),
    Check("U001", "error", Message("同じ URL の記事がある", "the URL of another post"), of_blog=same_address),
    Check("U002", "error", Message("公開するサイトにない", "not in the built site"), of_blog=linking.not_built),
    Check(
        "L003",
        "error",
        Message("post_url や relref の記事がない", "post_url or relref of no post"),
        of_blog=linking.no_such_post,
    ),
    Check("L002", "error", Message("ブログ内のリンク切れ", "dead links within the blog"), of_blog=linking.dead),
    Check("D001", "error", Message("日付を読めない", "a date that cannot be read"), of_post=stored("D001")),
    Check(
        "F012",
        "error",
        Message("front matter に同じキーが2回", "a key of front matter set twice"),
        of_post=frontmatter.key_twice,
    ),
    Check(
        "B003",
        "warning",
        Message("下書きの貼り重ねや繰り返し", "pasted drafts and repeated passages"),
        of_post=texts.drafts_in_one,
    ),
    Check("F005", "warning", Message("制御文字がある", "control characters"), of_post=stored("F005")),
    Check("F003", "warning", Message("BOM がある", "a byte order mark"), of_post=frontmatter.byte_order_mark),
    Check("F002", "warning", Message("front matter がない", "no front matter"), of_post=frontmatter.none),
    Check("D002", "warning", Message("日付がない", "no date"), of_blog=without_date),
    Check(
        "D003",
        "warning",
        Message("ファイル名と date の日付が違う", "another day in the file name"),
        of_post=frontmatter.other_day_than_name,
    ),
    Check(
        "D004",
        "warning",
        Message("タイムゾーンがなく日付がずれる", "a time without a zone, which moves the day"),
        of_post=frontmatter.moved_by_zone,
    ),
    Check("M001", "warning", Message("題名がない", "no title"), of_post=texts.no_title),
    Check("M002", "warning", Message("同じ題名の記事がある", "the title of another post"), of_post=texts.same_title),
    Check("T004", "warning", Message("タグがつながっている", "tags run together"), of_post=tagging.run_together),
    Check("T003", "warning", Message("タグの表記ゆれ", "another spelling of a tag"), of_post=tagging.spelled_otherwise),
    Check("T001", "warning", Message("タグがない", "no tags"), of_post=tagging.none),
    Check(
        "B002", "notice", Message("長い本文に見出しがない", "a long text without headings"), of_post=texts.no_headings
    ),
    Check("B001", "notice", Message("本文が短い", "a short text"), of_post=texts.short),
    Check("M004", "notice", Message("description がない", "no description"), of_post=texts.no_description),
    Check("M003", "notice", Message("題名が長い", "a long title"), of_post=texts.long_title),
    Check("D005", "notice", Message("日付が未来", "a date in the future"), of_post=frontmatter.future),
    Check("S001", "notice", Message("半年たった下書き", "a draft of half a year"), of_blog=age.old_draft),
    Check("T005", "notice", Message("付け忘れらしいタグ", "tags that may be forgotten"), of_blog=tagging.forgotten),
    Check(
        "L001", "notice", Message("どこからもリンクされていない", "no other post links to it"), of_blog=linking.orphan
    ),
    Check("T002", "notice", Message("1件だけのタグ", "tags used once"), of_post=tagging.once),
    Check(
        "S002", "notice", Message("3年更新がない", "not changed for three years"), of_post=age.old_post, asked_for=True
    ),
)

CODES = tuple(check.code for check in CHECKS)
