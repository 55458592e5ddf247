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
    "suggest": Message(
        ja="入力の途中から、合うタグ、カテゴリー、題名",
        en="The tags, categories and titles that fit what is typed so far",
    ),
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

HEADERS = {
    "ETag": Message(
        ja="応答の版。If-None-Match で送ると 304", en="The edition of the answer; send it as If-None-Match for a 304"
    ),
    "Cache-Control": Message(ja="どれだけ手元に置けるか", en="How long the answer may be kept"),
    "Link": Message(ja="続きと前のアドレス（rel=next、prev）", en="The next and the previous page (rel=next, prev)"),
    "X-Request-Id": Message(ja="この応答の番号。ログにもある", en="The number of this answer; the log has it too"),
    "Retry-After": Message(ja="あと何秒で試すとよいか", en="When to try again, in seconds"),
    "WWW-Authenticate": Message(ja="求める認証", en="What authorization is asked for"),
}

LIST = Message(ja="。複数の値は、繰り返すかコンマで区切る", en=". Several values are repeated or separated by commas")
LIST_OF_TEXTS = Message(
    ja=f"{LIST.ja}。値の中のコンマは %2C と書く（そういう値がなければ、%2C も区切りになる）",
    en=f"{LIST.en}; a comma within a value is written %2C, which separates, too, where no post has such a value",
)
FOUND = Message(ja="応答", en="The answer")
NOT_MODIFIED = Message(ja="If-None-Match の版のまま変わっていない", en="The same as the edition in If-None-Match")
TOKEN = Message(ja="設定 server.admin_token のトークン", en="The token of the setting server.admin_token")
