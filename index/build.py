"""One run over the posts: new posts are read, changed ones are read again, and those that are gone leave the index.

The index can be searched during the run. Titles and tags come first, then bodies, newest posts first; each commit is
whole. A post's fingerprint is stored together with its body, so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from index import batches
from index.analysis.tokenizers import TokenizerName
from index.blogproblems import blog_problems
from index.document import Brief, Problem, document_id
from index.errors import InputUnusable
from index.files import Files
from index.language import Message
from index.reading.sites.detect import detect_site, folder_of_posts
from index.reading.sites.publication import NOTHING_SAID, Publication
from index.reading.sites.published import how_to_place, published
from index.reading.sites.site import Site
from index.reading.source import titles_by_slug
from index.reading.walk import Found, find_files
from index.remarks import idle_patterns, published_secret
from index.steps import Phase, Progress
from index.store.damage import translating_disk_errors
from index.store.storage import SENTENCES, prepare, switch, writing
from index.store.stored import Stored, has_ended
from index.store.writer import Writer
from index.target import choose_target
from index.teaching import teach
from index.workers import Outcome, PostReader, reading

_LONG = 100_000  # characters, which Janome reads in five seconds: nobody waits longer for the first title


@dataclass
class BuildReport:
    """What a run did. `unplaced` says what to write where it is not known where the blog is
    published, `remarks` what is amiss with the settings. `skipped` has the paths of the files that were left out, by reason: drafts, posts of the future."""

    documents: int = 0
    added: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    characters: int = 0
    seconds: float = 0.0
    rebuilt: Message | None = None
    unplaced: Message | None = None
    remarks: tuple[Message, ...] = ()
    skipped: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)

    def counts_of_skipped(self) -> dict[str, int]:
        return {reason: len(paths) for reason, paths in self.skipped.items()}


def build(
    root: Path,
    index_dir: Path,
    *,
    tokenizer: TokenizerName | None = None,
    dictionary: tuple[str, ...] = (),
    synonyms: tuple[tuple[str, ...], ...] = (),
    kept_out: tuple[str, ...] = (),
    token_file: Path | None = None,
    publication: Publication = NOTHING_SAID,
    recency: float = 0.0,
    full: bool = False,
    drafts: bool = False,
    future: bool = False,
    jobs: int | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> BuildReport:
    """Bring the index in `index_dir` up to date with the posts in `root`.

    Without `tokenizer` the one of the index is used, for a new index Janome. `dictionary` are words not to be cut, `synonyms`
    groups of words with one meaning, `publication` is where the owner says that the posts are published, `kept_out` are patterns of paths
    that no search shall find, `token_file` is one that nobody else shall read, `recency` is by how much newer posts are preferred. `full` builds all anew, while searchers stay with the old
    index. `jobs` are processes, by default one for each core. Errors: `InputUnusable` for what cannot be used, `IndexUnavailable`.
    """
    began = time.monotonic()
    site = published(detect_site(folder_of_posts(root)), publication)
    found = tuple(find_files(site, kept_out=kept_out))
    paths = [each.path for each in found if not each.skipped]
    if not paths:
        raise InputUnusable(
            ja=f"{root} に記事（.md ファイル）がありません。ブログのフォルダーを指定してください",
            en=f"There are no posts (.md files) in {root}. Name the folder of your blog.",
        )
    with translating_disk_errors(index_dir):
        prepare(index_dir)
        with writing(index_dir):
            files = Files(site, drafts=drafts, future=future)
            folder, manifest, reason = choose_target(
                index_dir,
                site,
                tokenizer,
                dictionary=dictionary,
                teach=partial(teach, map(files.opened, paths)),
                full=full,
            )
            # MeCab is as fast as looking up what it made of a sentence.
            sentence_cache = index_dir / SENTENCES if manifest.tokenizer == "janome" else None
            reader = PostReader(site, manifest.tokenizer, manifest.words, sentence_cache)
            writer = Writer(folder)
            run = _Run(
                writer,
                reader,
                files,
                writer.stored(),
                progress,
                began,
                BuildReport(
                    rebuilt=reason,
                    unplaced=how_to_place(site),
                    remarks=(*idle_patterns(kept_out, found, site), *published_secret(token_file, site)),
                ),
            )
            run.pass_over(found)
            run.over(paths, jobs=jobs, guarded=not full)
            folder.describe(
                manifest,
                title=site.title,
                home=site.home,
                root=str(site.root),
                synonyms=synonyms,
                recency=recency,
                skipped=run.report.counts_of_skipped(),
                unread=tuple(run.unread),
            )
            switch(index_dir, folder)
            return run.done()


@dataclass(frozen=True)
class _Run:
    """One run into one folder; `known` is what the index held when it began."""

    writer: Writer
    reader: PostReader
    files: Files
    known: Mapping[str, Stored]
    progress: Callable[[Progress], None]
    began: float
    report: BuildReport
    unread: list[Problem] = field(default_factory=list)  # with files of which no post was made

    def pass_over(self, found: Iterable[Found]) -> None:
        """Report the files that are left out unread."""
        for each in found:
            if each.skipped:
                self.report.skipped[each.skipped].append(self._name(each.path))

    def over(self, paths: Sequence[Path], *, jobs: int | None, guarded: bool) -> None:
        """Bring the index up to date with these files."""
        changed, unchanged = self._changed(paths)
        heads = [self._head(path, done, len(changed)) for done, path in enumerate(changed, 1)]
        titles = self._titles(heads, unchanged)
        for path in self._outdated(paths, unchanged, titles):
            changed.append(path)
            unchanged.remove(self._id(path))
            heads.append(self._head(path, len(changed), len(changed)))
        remaining = unchanged | {self._id(head.path) for head in heads if _stays(head)} | self._hidden(heads)
        gone = self.known.keys() - remaining
        if guarded:
            _refuse_to_empty(self.reader.site, gone, self.known)
        if gone:
            self.writer.commit((), deleted=gone)
        self.report.deleted, self.report.unchanged = len(gone), len(unchanged)
        self._read(replace(self.reader, titles=titles), heads, jobs=jobs)
        written = self.report.added + self.report.updated
        self.writer.consolidate(partial(self._say, "merging"), mostly_new=written > self.report.unchanged)

    def done(self) -> BuildReport:
        """The report, with what the index holds now."""
        stored = self.writer.stored() if self.writer.commits else self.known
        self.report.documents = len(stored)
        self.report.problems += blog_problems((each.post for each in stored.values()), self.reader.site)
        self.report.problems.sort(key=lambda problem: (problem.path, problem.line))
        self.report.seconds = time.monotonic() - self.began
        return self.report

    def _hidden(self, heads: Sequence[Outcome]) -> set[str]:
        """The ids of known posts in folders that cannot be read now: they may still be there."""
        folders = tuple(f"{self._name(head.path)}/" for head in heads if head.path.is_dir())
        return {known.post.id for known in self.known.values() if folders and known.post.path.startswith(folders)}

    def _changed(self, paths: Sequence[Path]) -> tuple[list[Path], set[str]]:
        """The files that are to be read, and the ids of the posts that are as they were."""
        changed, unchanged = [], set()
        for path in paths:
            known = self.known.get(self._id(path))
            if known is not None and known.fingerprint == self.files.fingerprint(path) and not has_ended(known):
                unchanged.add(known.post.id)
                self.report.problems += known.further.problems
                self.files.forget(path)
            else:
                changed.append(path)
        return changed, unchanged

    def _head(self, path: Path, done: int, total: int) -> Outcome:
        head = self.reader(self.files.opened(path))
        if head.analyzed is None:
            self._note(head)
            self.unread.extend(head.problems)
        self._say("titles", done, total)
        return head

    def _titles(self, heads: Sequence[Outcome], unchanged: Set[str]) -> dict[str, str]:
        """The titles of all posts, by the slugs under which others link to them."""
        posts: list[tuple[Brief, bool]] = [
            (self.known[each].post, self.known[each].further.untitled) for each in unchanged
        ]
        documents = (head.analyzed.document for head in heads if head.analyzed is not None)
        posts += [(document, document.untitled) for document in documents]
        return titles_by_slug(self.reader.site, posts)

    def _outdated(self, files: Iterable[Path], unchanged: Set[str], titles: Mapping[str, str]) -> list[Path]:
        """The files that are as they were, but show a title that another post has no more."""
        links = ((path, self.known[each].further.titled) for path in files if (each := self._id(path)) in unchanged)
        return [
            path for path, titled in links if any(link.text != titles.get(link.target, link.target) for link in titled)
        ]

    def _read(self, reader: PostReader, heads: list[Outcome], *, jobs: int | None) -> None:
        """Titles first where bodies take long, then bodies, newest first. Of `heads` none is left."""
        posts = [(head.path, head.analyzed) for head in heads if head.analyzed is not None]
        heads.clear()  # four kilobytes each
        posts.sort(key=lambda post: post[1].document.date or "", reverse=True)
        paths = [path for path, _ in posts]
        take_long = len(paths) > batches.POSTS or sum(len(self.files.opened(path).body) for path in paths) > _LONG
        new = [post for _, post in posts if take_long and post.document.id not in self.known]
        del posts
        with reading(reader, map(self.files.take, paths), count=len(paths), jobs=jobs) as outcomes:
            while new:  # while the processes start
                self.writer.commit(new[: batches.MOST])
                del new[: batches.MOST]
            if paths:
                self._say("bodies", 0, len(paths))
            for batch in batches.batches(self._noted(outcomes, len(paths))):
                self.writer.commit(batch)

    def _noted(self, outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
        for done, outcome in enumerate(outcomes, 1):
            self._note(outcome)
            self._say("bodies", done, total)
            yield outcome

    def _note(self, outcome: Outcome) -> None:
        self.report.problems += outcome.problems
        if outcome.skipped:
            self.report.skipped[outcome.skipped].append(self._name(outcome.path))
        if outcome.analyzed is not None:
            self.report.characters += len(outcome.analyzed.text)
            known = self.known.get(outcome.analyzed.document.id)
            if known is not None and known.fingerprint:
                self.report.updated += 1
            else:
                self.report.added += 1

    def _say(self, phase: Phase, done: int, total: int) -> None:
        self.progress(Progress(phase, done, total, self.report.characters, time.monotonic() - self.began))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.reader.site.root).as_posix()

    def _id(self, path: Path) -> str:
        return document_id(self._name(path))


def _stays(head: Outcome) -> bool:
    """Whether a post is in the index after a run: it has been read, or it could not be opened just now. What is empty, too large or no
    text any more goes."""
    return head.analyzed is not None or any(problem.code == "F008" for problem in head.problems)


def _refuse_to_empty(site: Site, gone: set[str], known: Mapping[str, Stored]) -> None:
    if len(gone) * 2 > len(known):
        raise InputUnusable(
            ja=f"{site.root} を読むと索引の {len(known)} 件のうち {len(gone)} 件が消えるため、何も変更していません。"
            "フォルダーが正しいか確かめてください。正しければ: sakuin index フォルダー --full",
            en=f"Reading {site.root} would delete {len(gone)} of the {len(known)} posts in the index, so nothing was "
            "changed. Check that the folder is the right one; if it is: sakuin index FOLDER --full",
        )
