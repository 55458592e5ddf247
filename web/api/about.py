"""What each part of the API is for, in both languages: the OpenAPI document and the page made of it say this."""

from __future__ import annotations

from index.language import Message

API = Message(
    ja="ブログの記事を検索する JSON API です。v1 の間は、応答に項目が加わることはあっても、なくなることはありません。"
    "GET のアドレスはどれも HEAD に答えます。誤りは RFC 9457 の形で、すべて一度に返します。",
    en="A JSON API that searches the posts of a blog. Within v1 answers may gain members and lose none. Every address that "
    "answers GET answers HEAD. Errors are problem documents (RFC 9457), with everything that is wrong at once.",
)

OPERATIONS = {
    "search": Message(
        ja="記事を検索する。q が空なら新しい順に並べる", en="Search the posts; an empty q lists them by date"
    ),
    "posts": Message(
        ja="すべての記事を新しい順に取り出す。CSV ではタグとカテゴリーを | で区切る",
        en="All posts, newest first, for export; in CSV tags and categories are separated by |",
    ),
    "post": Message(ja="索引にある記事を1件", en="One post as indexed"),
    "related": Message(ja="ある記事に近い記事", en="The posts nearest to a post"),
    "facet": Message(
        ja="タグなどの値を、書き出しで探して数える", en="The values of a field, found by their beginning and counted"
    ),
    "suggest": Message(ja="入力の途中から、合うタグと題名", en="The tags and titles that fit what is typed so far"),
    "stats": Message(ja="索引の大きさと、よくある値", en="The size of the index and its commonest values"),
    "openapi": Message(ja="この API の OpenAPI 3.1 文書", en="The OpenAPI 3.1 document of this API"),
    "docs": Message(ja="その文書を読むためのページ", en="That document as a page"),
    "healthz": Message(ja="サーバーが動いているか", en="Whether the server lives"),
    "readyz": Message(ja="索引が開いているか", en="Whether an index is open"),
    "metrics": Message(ja="Prometheus のための数値", en="Numbers for Prometheus"),
    "reload": Message(
        ja="新しい索引をすぐに開く（このプロセスだけ）", en="Open a new index now, in the process that answers"
    ),
}

EXAMPLES = {
    "search": "?q=検索&limit=2",
    "posts": "?limit=2",
    "suggest": "?q=検",
    "stats": "",
    "openapi": "",
}
"""What can be tried of those operations that can be tried on any blog."""

PARAMETERS = {
    "q": Message(
        ja='検索する語。空白で区切るとすべてを含むもの。"句"、-語、OR、tag: なども使える',
        en='What to search: words that must all match; "phrase", -word, OR, tag: and the like',
    ),
    "tag": Message(
        ja="このタグのものだけ。複数なら、すべてを持つもの", en="With this tag; with all of them, if several"
    ),
    "category": Message(ja="このカテゴリーのものだけ。複数なら、どれか", en="Of this category; of any, if several"),
    "year": Message(ja="この年のものだけ。複数なら、どれか", en="Of this year; of any, if several"),
    "author": Message(ja="この著者のものだけ", en="By this author"),
    "from": Message(ja="この日から（2024、2024-05 も可）", en="From this day on; 2024 and 2024-05 will do"),
    "to": Message(ja="この日まで（2024、2024-05 も可）", en="Up to this day; 2024 and 2024-05 will do"),
    "sort": Message(ja="並び順。-date は新しい順", en="The order; -date is newest first"),
    "mode": Message(
        ja="auto はすべての語、なければ一部の語", en="auto: all words, or some of them where no post has all"
    ),
    "exact": Message(ja="入力した表記だけを探す", en="Only in the spelling typed"),
    "limit": Message(ja="最大の件数", en="How many at most"),
    "offset": Message(ja="先頭から飛ばす件数", en="How many to leave out at the beginning"),
    "facets": Message(
        ja="数える項目（コンマ区切り、空も可）", en="The fields to count, separated by commas; may be empty"
    ),
    "snippet": Message(ja="抜粋の長さ（文字数）", en="The length of an excerpt in characters"),
    "explain": Message(ja="スコアの内訳を加える", en="Add what the score is made of"),
    "lang": Message(
        ja="文の言語。なければ Accept-Language による", en="The language of sentences, else by Accept-Language"
    ),
    "include": Message(ja="加える部分（コンマ区切り）", en="The parts to add, separated by commas"),
    "include_newer": Message(ja="この記事より新しい記事も挙げる", en="Also name posts that are newer than this one"),
    "min_score": Message(ja="これより低いスコアの記事を除く", en="Leave out posts with a lower score"),
    "prefix": Message(
        ja="値の書き出し。全角・半角と大文字・小文字は区別しない", en="How values begin, width and case folded"
    ),
    "path": Message(ja="このファイルの記事だけ（ブログのフォルダーから）", en="The post of this file, below the blog"),
    "cursor": Message(ja="続きの位置。前の応答の next にある", en="Where to go on: it is in next of the answer before"),
    "format": Message(ja="応答の形式", en="The form of the answer"),
    "post_id": Message(ja="記事の id", en="The id of a post"),
    "field": Message(ja="項目", en="The field"),
}

HEADERS = {
    "ETag": Message(
        ja="応答の版。If-None-Match で送ると 304", en="The edition of the answer; send it as If-None-Match for a 304"
    ),
    "Cache-Control": Message(ja="どれだけ手元に置けるか", en="How long the answer may be kept"),
    "Link": Message(ja="続きと前のアドレス（rel=next、prev）", en="The next and the previous page (rel=next, prev)"),
    "X-Request-Id": Message(ja="この応答の番号。ログにもある", en="The number of this answer; the log has it too"),
    "RateLimit": Message(
        ja="残りの回数 r と、元の回数に戻るまでの秒数 t（api.rate_limit を設定したとき）",
        en="How many requests are left (r), and in how many seconds all of them are (t); with api.rate_limit",
    ),
    "RateLimit-Policy": Message(
        ja="w 秒に q 回まで（api.rate_limit を設定したとき）", en="q requests in w seconds; with api.rate_limit"
    ),
    "Retry-After": Message(ja="あと何秒で試すとよいか", en="When to try again, in seconds"),
    "WWW-Authenticate": Message(ja="求める認証", en="What authorization is asked for"),
}

FOUND = Message(ja="応答", en="The answer")
NOT_MODIFIED = Message(ja="If-None-Match の版のまま変わっていない", en="The same as the edition in If-None-Match")
TOKEN = Message(ja="設定 server.admin_token のトークン", en="The token of the setting server.admin_token")
