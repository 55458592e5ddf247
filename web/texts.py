"""Every text of the pages, both languages side by side.

A number in a text is written with `{n}`; where English needs two forms, `{n:post|posts}` picks one.
"""

from __future__ import annotations

from markupsafe import Markup

from index.language import Language, Message
from web.editortexts import EDITOR_TEXTS
from web.helptexts import HELP_TEXTS

TEXTS = {
    **EDITOR_TEXTS,
    **HELP_TEXTS,
    # around every page
    "site": Message(ja="ブログ検索", en="Blog search"),
    "skip": Message(ja="検索結果へ移動", en="Skip to the results"),
    "language": Message(ja="言語", en="Language"),
    "made_by": Message(ja="検索エンジン Sakuin", en="Search by Sakuin"),
    "ways": Message(ja="ブログと検索", en="Blog and search"),
    "way_back": Message(ja="← 元のページに戻る", en="← Back to the page you left"),
    "search_start": Message(ja="検索のトップ", en="Search home"),
    "colon": Message(ja="：", en=": "),
    # the form
    "search": Message(ja="検索", en="Search"),
    "search_label": Message(ja="記事を検索", en="Search the posts"),
    "posts_in_all": Message(ja="{n}件の記事があります", en="{n} {n:post|posts} in all"),
    # for browsers and feed readers
    "search_blog": Message(ja="「{title}」の記事を検索", en="Search the posts of “{title}”"),
    "feed": Message(ja="新着記事", en="New posts"),
    # the status line
    "found": Message(ja="「{query}」の検索結果", en="Results for “{query}”"),
    "browsing": Message(ja="記事の一覧", en="Posts"),
    "count": Message(ja="{total}件中 {first}〜{last}件", en="{first}–{last} of {total}"),
    "nothing": Message(ja="「{query}」に一致する記事は見つかりませんでした", en="No post matches “{query}”"),
    "nothing_here": Message(ja="この条件に合う記事はありません", en="No post fits these filters"),
    "relaxed_status": Message(
        ja="「{query}」のすべての語を含む記事は見つかりませんでした", en="No post has all the words of “{query}”"
    ),
    "relaxed_heading": Message(
        ja="一部の語を含む記事",
        en="Posts with some of these words",
    ),
    # title of the window
    "results_title": Message(ja="{query} – 検索結果", en="{query} – results"),
    "page_of": Message(ja="（{page}/{pages}ページ）", en=" (page {page} of {pages})"),
    # notes
    "building": Message(
        ja="索引を作成中です（{indexed}/{documents}件）。新しい記事から順に検索できます。",
        en="The index is being built ({indexed} of {documents}). The newest posts can be searched first.",
    ),
    "ignored": Message(
        ja="{param}「{value}」は使えないため無視しました（{reason}）。", en="Ignored {param} “{value}”: it {reason}."
    ),
    "ignored_many": Message(ja="{reason}。", en="{reason}."),
    "bad_page": Message(
        ja="ページ番号「{value}」は使えないため、最初のページを表示しています。",
        en="There is no page “{value}”; this is the first one.",
    ),
    "query_cut": Message(
        ja="検索語が長いため、先頭の{n}文字で検索しました。",
        en="The query is long: only its first {n} characters were used.",
    ),
    "too_deep": Message(
        ja="表示できるのは{n}件目までです。語を足すか、絞り込んでください。",
        en="Only the first {n} can be shown. Add a word or a filter.",
    ),
    "unreachable": Message(
        ja="サーバーから答えがありません。Enter キーを押すと、もう一度検索します。",
        en="The server does not answer. Press Enter to try again.",
    ),
    # sorting, filters, facets
    "sort": Message(ja="並べ替え", en="Sort"),
    "relevance": Message(ja="関連順", en="Relevance"),
    "-date": Message(ja="新しい順", en="Newest"),
    "date": Message(ja="古い順", en="Oldest"),
    "filters": Message(ja="絞り込み", en="Filters"),
    "filters_on": Message(ja="絞り込み（{n}）", en="Filters ({n})"),
    "active_filters": Message(ja="選択中の条件", en="Active filters"),
    "tags": Message(ja="タグ", en="Tags"),
    "categories": Message(ja="カテゴリー", en="Categories"),
    "years": Message(ja="年", en="Years"),
    "authors": Message(ja="著者", en="Authors"),
    "tag": Message(ja="タグ", en="Tag"),
    "category": Message(ja="カテゴリー", en="Category"),
    "year": Message(ja="年", en="Year"),
    "author": Message(ja="著者", en="Author"),
    "month": Message(ja="月", en="Month"),
    "from": Message(ja="この日から", en="From"),
    "to": Message(ja="この日まで", en="To"),
    "mode": Message(ja="語の扱い", en="Words"),
    "mode_any": Message(ja="どれかを含む", en="any of them"),
    "mode_all": Message(ja="すべて含む", en="all of them"),
    "year_value": Message(ja="{year}年", en="{year}"),
    "remove": Message(ja="{filter} を外す", en="Remove {filter}"),
    "clear": Message(ja="すべて解除", en="Clear all"),
    "every_value": Message(ja="すべて見る（{n}）", en="All {n}"),
    "all_values": Message(ja="タグとカテゴリー", en="Tags and categories"),
    "all_tags": Message(ja="すべてのタグ（{n}）", en="All tags ({n})"),
    "by_count": Message(ja="件数順", en="By count"),
    "by_name": Message(ja="五十音順", en="By name"),
    "other_names": Message(ja="その他", en="Others"),
    "find_value": Message(ja="{field}を探す", en="Find in {field}"),
    "find_any_value": Message(ja="名前や読みで探す", en="Find by name or reading"),
    "narrow": Message(ja="絞る", en="Find"),
    "no_values": Message(ja="「{contains}」を含むものはありません。", en="None contains “{contains}”."),
    "no_values_at_all": Message(ja="タグもカテゴリーもありません。", en="There are no tags and no categories."),
    "top_values": Message(ja="{total}件のうち上位{n}件", en="The first {n} of {total}"),
    "posts": Message(ja="{n}件", en="{n} {n:post|posts}"),
    # a hit
    "length": Message(ja="約{n}字", en="about {n} {n:character|characters}"),
    "in_section": Message(ja="一致した見出し", en="Headings that match"),
    "to_passage": Message(ja="この箇所へ", en="Go to this passage"),
    "to_passage_of": Message(ja="この箇所へ：{title}", en="Go to this passage of {title}"),
    "copies": Message(ja="ほぼ同じ記事 {n}件", en="{n} {n:post|posts} saying nearly the same"),
    "folded": Message(ja="ほぼ同じ記事 {n}件をまとめました。", en="{n} {n:post|posts} folded, nearly the same."),
    "duplicates": Message(ja="ほぼ同じ記事", en="Nearly the same"),
    "show_copies": Message(ja="すべて並べる", en="list each"),
    "neighbours": Message(ja="関連記事", en="Related posts"),
    "neighbours_of": Message(ja="関連記事：{title}", en="Related posts: {title}"),
    # the months of a year
    "months": Message(ja="月ごとの件数", en="Posts by month"),
    "month_label": Message(ja="{month}、{n}件", en="{month}: {n} {n:post|posts}"),
    # pages
    "pages": Message(ja="ページ", en="Pages"),
    "previous": Message(ja="前へ", en="Previous"),
    "next": Message(ja="次へ", en="Next"),
    "page_number": Message(ja="{n}ページ", en="Page {n}"),
    # spelling
    "spelling": Message(ja="表記", en="Spelling"),
    "exact": Message(ja="この表記だけ", en="only as typed"),
    "spelled": Message(ja="「{typed}」は{found}も含みます", en="“{typed}” includes {found}"),
    "spelled_as": Message(ja="「{word}」", en="“{word}”"),
    "and": Message(ja="", en=", "),
    # when there is nothing
    "word_absent": Message(ja="「{word}」を含む記事はありません", en="No post has “{word}”"),
    "word_count": Message(ja="「{word}」を含む記事：{n}件", en="“{word}” is in {n} {n:post|posts}"),
    "without_word": Message(ja="除くと {n}件", en="without it: {n} {n:post|posts}"),
    "without_filters": Message(ja="フィルターを外すと {n}件", en="Without the filters: {n} {n:post|posts}"),
    "did_you_mean": Message(ja="もしかして", en="Did you mean"),
    "elsewhere": Message(
        ja="「{value}」という{field}はありません。ほかの項目にはあります：",
        en="There is no {field} “{value}”, but there is a",
    ),
    "named_so": Message(ja="同じ名前の", en="Of that name:"),
    "corrected": Message(ja="「{query}」の検索結果を表示しています。", en="These are the results for “{query}”."),
    "as_typed": Message(ja="「{query}」で検索", en="Search for “{query}”"),
    "in_brackets": Message(ja="（{text}）", en="({text})"),
    "advice": Message(
        ja="語を減らす、別の言い方にする、文の代わりに単語を並べると見つかることがあります。",
        en="Fewer words, other words, or single words instead of a sentence may help.",
    ),
    "advice_word": Message(ja="別の言い方にすると見つかることがあります。", en="Another word for the same may help."),
    "popular_tags": Message(ja="よく使われているタグ", en="Popular tags"),
    "newest": Message(ja="新しい記事", en="Newest posts"),
    "by_year": Message(ja="年で見る", en="By year"),
    "all_posts": Message(ja="すべての記事を新しい順に見る", en="All posts, newest first"),
    "no_posts": Message(ja="索引にはまだ記事がありません。", en="There are no posts in the index yet."),
    # a post
    "read_original": Message(ja="公開されている記事を読む", en="Read the published post"),
    "related": Message(ja="関連する記事", en="Related posts"),
    "back": Message(ja="検索結果に戻る", en="Back to the results"),
    "in_common": Message(ja="共通する語", en="In common"),
    "comma": Message(ja="、", en=", "),
    "table": Message(ja="表", en="Table"),
    "note": Message(ja="注 {name}", en="Note {name}"),
    "image": Message(ja="画像", en="Image"),
    "done": Message(ja="済み", en="Done"),
    "to_do": Message(ja="未完了", en="To do"),
    # the API
    "api": Message(ja="JSON API", en="JSON API"),
    "example": Message(ja="例", en="Example"),
    "example_answer": Message(
        ja="このブログの応答（… は省いた部分）", en="The answer of this blog, … for what is left out"
    ),
    "cors_none": Message(
        ja="ほかのサイトのページにあるスクリプトからは呼べません。呼べるようにするには、設定 api.cors にそのサイトの生成元（https://blog.example.jp）を書きます。curl やサーバーからは、いつでも呼べます（CORS）。",
        en="Scripts on pages of other sites may not call it; the setting api.cors names the site whose pages may (https://blog.example.jp). curl and servers always may (CORS).",
    ),
    "cors_some": Message(
        ja="{cors} のページにあるスクリプトから呼べます（設定 api.cors）。curl やサーバーからは、いつでも呼べます（CORS）。",
        en="Scripts on pages of {cors} may call it (the setting api.cors). curl and servers always may (CORS).",
    ),
    "any_site": Message(ja="どのサイト", en="any site"),
    "objects": Message(ja="オブジェクト（? は、ないこともある項目）", en="Objects (members with ? may be absent)"),
    "headers": Message(ja="ヘッダー", en="Headers"),
    "name": Message(ja="名前", en="name"),
    # errors, on pages and in the API
    "not_found": Message(ja="ページが見つかりません", en="Page not found"),
    "not_found_detail": Message(
        ja="このアドレスには何もありません。検索してみてください。",
        en="There is nothing at this address. Try a search.",
    ),
    "no_endpoint_detail": Message(
        ja="このアドレスに API はありません。一覧は /api/v1/docs にあります。",
        en="The API has nothing at this address. See /api/v1/docs for what there is.",
    ),
    "post_not_found": Message(ja="記事が見つかりません", en="Post not found"),
    "post_not_found_detail": Message(ja="索引にこの記事はありません。", en="The index has no such post."),
    "method_not_allowed": Message(ja="この方法では呼び出せません", en="Method not allowed"),
    "method_not_allowed_detail": Message(ja="使えるのは {allowed} です。", en="Allowed here: {allowed}."),
    "index_unavailable": Message(ja="今は検索できません", en="The search is not available now"),
    "index_unavailable_detail": Message(
        ja="索引を開けません。しばらくしてから、もう一度試してください。",
        en="The index cannot be opened. Try again in a while.",
    ),
    "invalid_parameter": Message(ja="パラメーターが正しくありません", en="Invalid parameters"),
    "offset_too_large": Message(ja="offset が大きすぎます", en="The offset is too large"),
    "offset_too_large_detail": Message(
        ja="すべての記事を順に取るには /api/v1/posts を使ってください。",
        en="To walk through all posts, use /api/v1/posts.",
    ),
    "unauthorized": Message(ja="認証が必要です", en="Unauthorized"),
    "unauthorized_detail": Message(
        ja="管理者のトークンを Authorization: Bearer で送ってください。",
        en="Send the administrator's token as Authorization: Bearer.",
    ),
    "feature_disabled": Message(ja="この機能は使えません", en="This feature is off"),
    "feature_disabled_detail": Message(
        ja="設定 server.admin_token（変数 SAKUIN_ADMIN_TOKEN）にトークンを書くと使えます。",
        en="Set a token to switch it on: server.admin_token, or the variable SAKUIN_ADMIN_TOKEN.",
    ),
    "invalid_parameter_detail": Message(
        ja="{n}個のパラメーターに問題があります。", en="{n} {n:parameter has a problem|parameters have problems}."
    ),
    "search_timeout": Message(ja="検索に時間がかかりすぎました", en="The search took too long"),
    "search_timeout_detail": Message(
        ja="語や件数を減らすか、少したってから、もう一度試してください。",
        en="Try fewer words or fewer hits, or try again in a moment.",
    ),
    "many_parameters_detail": Message(
        ja="{n}個のパラメーターに問題があります。はじめの{shown}個を示します。",
        en="{n} parameters have problems. Here are the first {shown}.",
    ),
    "internal": Message(ja="エラーが起きました", en="Something went wrong"),
    "internal_detail": Message(
        ja="こちらの問題です。続くときは、次の番号を管理者に知らせてください。",
        en="This is our fault. If it happens again, give the administrator this number.",
    ),
    "bad_request": Message(ja="要求を読めません", en="Bad request"),
    "bad_request_detail": Message(ja="要求を読めませんでした。", en="The request could not be read."),
    "strange_host_detail": Message(
        ja="Host ヘッダーがホスト名ではありません。blog.example.jp や 127.0.0.1:8787 のように指定してください。",
        en="The Host header is no name of a host. It looks like blog.example.jp or 127.0.0.1:8787.",
    ),
    "unreadable_path_detail": Message(
        ja="アドレスに UTF-8 として読めないバイト（または制御文字か空白そのもの）があります。"
        "UTF-8 で、パーセント符号化して書いてください（味噌は %E5%91%B3%E5%99%8C）。",
        en="The address has bytes that are not UTF-8, or a control character or a space as it is. "
        "Write UTF-8, percent-encoded (味噌 is %E5%91%B3%E5%99%8C).",
    ),
    "request_id": Message(ja="番号", en="Number"),
}


class Count(int):
    """A number in a text: `{n}` is 2,513, `{n:post|posts}` is the word that fits it."""

    def __format__(self, spec: str) -> str:
        one, _, many = spec.partition("|")
        return f"{int(self):,}" if not many else one if self == 1 else many


def say(language: Language, key: str, **values: object) -> str:
    """The text of `key` with its values filled in; it is HTML where one of them is, and the others are then escaped."""
    text = TEXTS[key].to(language)
    if not values:
        return text
    for name, value in values.items():
        if isinstance(value, int):
            values[name] = Count(value)
        elif isinstance(value, Markup):
            text = Markup(text)
    return text.format(**values)
