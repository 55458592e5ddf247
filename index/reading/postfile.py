"""The file of a post: where it lies, and its text or the reason why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from index.document import Problem
from index.language import Message
from index.reading.decode import Decoded, decode
from index.reading.sites.site import Site

LARGEST = 5 * 1024 * 1024


@dataclass(frozen=True)
class PostFile:
    """A file of a site. Reading it raises nothing: what is wrong is a `Problem`."""

    path: Path
    site: Site

    @property
    def name(self) -> str:
        """The path below PATH, as messages and documents show it; bytes in it that are no text become U+FFFD."""
        path = self.path.relative_to(self.site.root).as_posix()
        return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    @property
    def place(self) -> PurePosixPath:
        """The path below the site's own folder."""
        return self.site.path_of(self.path)

    def problem(
        self, code: str, ja: str, en: str, *, line: int = 1, fatal: bool = True, unplaced: bool = False
    ) -> Problem:
        """A problem with this file; its code, and whether it is fatal or leaves the post unplaced: see `Problem`."""
        if unplaced:
            ja += "公開先のアドレスが違うか、公開されないかもしれないので、検索結果からはこちらのページを開きます。"
            en += " The blog may have it at another address, or not at all, so hits lead to its page here."
        return Problem(code, self.name, line, Message(ja, en), fatal=fatal, unplaced=unplaced)

    def text(self) -> tuple[str | None, Problem | None]:
        """The text of the file and the problem with it; None for the text where it has none, and for the problem where all is well."""
        data = self.data
        if isinstance(data, Problem):
            return None, data
        decoded = decode(data)
        if decoded.binary:
            return None, self.problem("F006", "テキストではありません。", "This is no text file.")
        if not decoded.text.strip():
            return None, self.problem("F009", "ファイルが空です。", "The file is empty.")
        return decoded.text, self._damage(decoded)

    def _damage(self, decoded: Decoded) -> Problem | None:
        """What is wrong with a text that can be read. Characters that are lost come before those that nobody sees."""
        if decoded.lossy:
            return self.problem(
                "F004",
                f"{decoded.encoding} として読めない文字があり、「\ufffd」に置き換えました。UTF-8 で保存し直してください。",
                f"Some characters are no {decoded.encoding} and became \ufffd. Save the file as UTF-8.",
                line=decoded.text.count("\n", 0, decoded.text.find("\ufffd")) + 1,
                unplaced=self.site.utf_8_only,
            )
        if self.site.utf_8_only and decoded.encoding != "utf-8":
            return self.problem(
                "F011",
                f"{decoded.encoding} で書かれています。サイトを作るプログラムは UTF-8 しか読みません。UTF-8 で保存し直してください。",
                f"It is written in {decoded.encoding}, and the generator of the site reads UTF-8 alone. Save the file as UTF-8.",
                fatal=False,
                unplaced=True,
            )
        if decoded.control_line:
            ja, en = "制御文字を除いて読みました。", "Control characters were left out."
            return self.problem("F005", ja, en, line=decoded.control_line, fatal=False)
        return None

    @cached_property
    def data(self) -> bytes | Problem:
        """The bytes of the file, which are read once; or why it has none."""
        if "\ufffd" in self.name:
            return self.problem(
                "F010",
                "ファイル名が UTF-8 ではありません。名前を変えてください。",
                "The file name is not UTF-8. Rename the file.",
            )
        try:
            if self.path.is_dir():
                return self.problem("F008", "フォルダーを読めません。", "The folder cannot be read.")
            if not self.path.is_file() and self.path.exists():
                return self.problem("F008", "通常のファイルではありません。", "This is not a regular file.")
            if self.path.stat().st_size <= LARGEST:
                return self.path.read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return self.problem("F008", f"ファイルを読めません: {reason}", f"Cannot read the file: {reason}")
        return self.problem("F007", "5 MiB を超えるため読みません。", "The file is larger than 5 MiB and is not read.")
