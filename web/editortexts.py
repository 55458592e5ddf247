"""The texts of the pages for editors, both languages side by side: a part of those in `web.texts`."""

from __future__ import annotations

from index.language import Message

EDITOR_TEXTS = {
    "editor": Message(ja="編集者のページ", en="For the editor"),
    "editor_door": Message(ja="編集者のページに入る", en="Enter the pages for the editor"),
    "editor_token": Message(ja="トークン（設定 server.admin_token）", en="The token (setting server.admin_token)"),
    "editor_enter": Message(ja="入る", en="Enter"),
    "editor_wrong": Message(ja="入れませんでした。", en="That did not open it."),
    "editor_closed_detail": Message(
        ja="編集者のページは、このコンピューターからだけ見られます。ほかの場所から見るには server.admin_token"
        "（変数 SAKUIN_ADMIN_TOKEN）にトークンを書いてください。",
        en="The pages for the editor open on this computer alone. To see them elsewhere, set a token: server.admin_token, or "
        "the variable SAKUIN_ADMIN_TOKEN.",
    ),
    "editor_nothing": Message(ja="該当するものはありません。", en="There is nothing to report."),
    "show": Message(ja="表示", en="Show"),
    "year": Message(ja="年", en="Year"),
    "posts_all": Message(ja="計", en="All"),
    "editor_timeline": Message(ja="時期", en="Timeline"),
    "about_timeline": Message(
        ja="検索に一致する記事が、いつ、何件書かれたか。",
        en="When posts that match a search were written, and how many.",
    ),
    "timeline_span": Message(ja="{n}件、{first} から {last} まで", en="{n} {n:post|posts}, {first} to {last}"),
}
