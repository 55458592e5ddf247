"""The texts of the page that says how to search, both languages side by side: a part of those in `web.texts`."""

from __future__ import annotations

from index.language import Message

HELP_TEXTS = {
    "help": Message(ja="検索のしかた", en="How to search"),
    "help_syntax": Message(ja="書き方", en="What you can type"),
    "help_where": Message(
        ja="語は題名、タグ、見出し、本文から探します。カテゴリーと著者は category: と author: で探します。",
        en="Words are looked for in titles, tags, headings and text; categories and authors are asked for by category: and author:.",
    ),
    "help_widths": Message(
        ja="記号や空白は全角でもかまいません。語は全角と半角、大文字と小文字、送り仮名や長音の違いを越えて見つかります。入力した表記だけを探すには、検索結果の上の「{exact}」を選びます。",
        en="Signs and spaces may be full-width. Words are found across width, case and Japanese spellings. To find only the spelling you typed, choose “{exact}” above the results.",
    ),
    "help_keyboard": Message(ja="キーボード", en="Keyboard"),
    "help_javascript": Message(
        ja="JavaScript を使うブラウザーでは、入力するそばから検索し、次のキーが使えます。",
        en="With JavaScript, the search follows your typing, and these keys work.",
    ),
    "key_or": Message(ja=" または ", en=" or "),
    "key_box": Message(ja="検索欄に移る", en="Go to the search box"),
    "key_escape": Message(
        ja="検索欄を空にする。空なら検索欄から離れる", en="Empty the search box; leave it where it is empty"
    ),
    "key_switch": Message(ja="{shortcut} キーで検索欄に移る", en="The {shortcut} key goes to the search box"),
    "help_kept": Message(ja="保存する情報", en="What is stored"),
    "help_nothing_kept": Message(
        ja="ありません。Cookie を使わず、検索した語も、誰が検索したかも記録しません。ほかのサイトへ知らせることもありません。",
        en="Nothing. There are no cookies; what was searched, and by whom, is not recorded, and no other site is told.",
    ),
    "help_queries_kept": Message(
        ja="検索された語と、それが一日に何回、どこから（このページ、ブログの検索欄、API）検索されたか、見つからなかった回数、かかった時間を{n}日間保存します。"
        "読者が何を探しているかを知るためです。誰が検索したかは記録しません。アドレスもブラウザーの種類も残さず、Cookie も使いません。"
        "ほかのサイトへ知らせることもありません。",
        en="The words that were searched, with how often on a day and from where (this page, the box on the blog, the API), how often nothing "
        "was found and how long it took: for {n} {n:day|days}, to learn what readers look for. Who searched is not recorded: no address, no "
        "kind of browser. There are no cookies, and no other site is told.",
    ),
    "help_switch_kept": Message(
        ja="上のキーの設定を変えたときだけ、その設定をこのブラウザーの中に保存します。",
        en="Only where you change the setting of the key above, this browser keeps that setting.",
    ),
}
