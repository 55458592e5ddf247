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
    # the frame
    "reports": Message(ja="報告", en="Reports"),
    "editor_waiting": Message(ja="集計しています", en="The report is being made"),
    "editor_waiting_more": Message(
        ja="はじめての集計には、記事が多いと数十秒かかります。できると、このページに表示します。",
        en="The first time it takes some seconds, more on a large blog. It will be shown here as soon as it is there.",
    ),
    "editor_again": Message(ja="もう一度開く", en="Try again"),
    "editor_counting": Message(
        ja="集計しています。できると、ここに表示します。", en="Being counted; it will be shown here."
    ),
    "editor_open": Message(ja="記事を開く", en="Open a post"),
    "editor_open_label": Message(ja="記事の題名、ファイル、アドレス", en="Title, file or address of a post"),
    "editor_choose": Message(
        ja="「{query}」は1件に決まりません。次の記事があります。",
        en="“{query}” is not the name of one post. These match it:",
    ),
    "editor_no_post": Message(ja="「{query}」という記事は見つかりませんでした。", en="There is no post “{query}”."),
    "index_age": Message(ja="索引は {when} のもの（{age}）", en="The index is of {when} ({age})"),
    "stop": Message(ja="。", en=". "),
    "ago_days": Message(ja="{n}日前", en="{n} {n:day|days} ago"),
    "ago_hours": Message(ja="{n}時間前", en="{n} {n:hour|hours} ago"),
    "ago_minutes": Message(ja="{n}分前", en="{n} {n:minute|minutes} ago"),
    "rows_more": Message(
        ja="ほかに {n}行あります。すべては CSV にあります。", en="{n} more {n:row|rows}; the CSV has them all."
    ),
    "day_column": Message(ja="日付", en="Date"),
    "post": Message(ja="記事", en="Post"),
    "posts_column": Message(ja="記事", en="Posts"),
    "linked_from": Message(ja="リンク元", en="Linked from"),
    "rank": Message(ja="順位", en="Rank"),
    "diff": Message(ja="違い（{n}文）", en="How it differs ({n} {n:sentence|sentences})"),
    # check
    "editor_check": Message(ja="記事の点検", en="Check"),
    "about_check": Message(
        ja="front matter、日付、題名、タグ、リンク切れ、下書きの貼り重ねなど、記事の問題。コードを選ぶと、見つかった箇所を表示します。",
        en="What is amiss with the posts: front matter, dates, titles, tags, dead links, pasted drafts. Choose a code to see where.",
    ),
    "table_codes": Message(ja="コードごとの数", en="Codes"),
    "table_findings": Message(ja="見つかった箇所", en="Findings"),
    "check_code": Message(ja="コード", en="Code"),
    "check_level": Message(ja="程度", en="Level"),
    "check_findings": Message(ja="件数", en="Findings"),
    "check_files": Message(ja="ファイル", en="Files"),
    "check_about": Message(ja="内容", en="What it is"),
    "check_waiting": Message(
        ja="索引を作っている途中なので、{n}件の記事はまだ確かめていません。",
        en="The index is still being built: {n} {n:post was|posts were} not looked at.",
    ),
    "check_no_files": Message(
        ja="記事のファイルがここにないので、front matter の書き方は確かめていません。",
        en="The files of the posts are not here, so the writing of front matter is not checked.",
    ),
    "check_file": Message(ja="ファイル", en="File"),
    "check_line": Message(ja="行", en="Line"),
    "check_message": Message(ja="内容", en="What is amiss"),
    # duplicates
    "editor_duplicates": Message(ja="同じ記事、ほぼ同じ記事", en="Duplicates"),
    "about_duplicates": Message(
        ja="本文が同じ、またはほぼ同じ記事と、残すとよい記事。題名、アドレス、説明文が同じ記事も。",
        en="Posts that say the same or nearly so, and which of them to keep; also those with one title, address or description.",
    ),
    "copies_counted": Message(
        ja="同じ、またはほぼ同じ記事 {clusters}組、一部が同じ記事 {parts}組、題名などが同じ記事 {shared}組",
        en="Saying the same or nearly so: {clusters} {clusters:group|groups}; in part: {parts} {parts:pair|pairs}; same title, address or description: {shared}",
    ),
    "table_copies": Message(ja="同じ記事、ほぼ同じ記事", en="The same, or nearly"),
    "table_parts": Message(ja="一部が同じ記事", en="The same in part"),
    "table_shared": Message(ja="題名、アドレス、説明文が同じ記事", en="One title, address or description"),
    "copy_kind": Message(ja="種類", en="Kind"),
    "copy_keep": Message(ja="残すとよい記事とその理由", en="Keep the first, since"),
    "copy_similarity": Message(ja="類似度", en="Alike"),
    "copy_length": Message(ja="文字数", en="Characters"),
    "copy_contained": Message(ja="重なり", en="Contained"),
    "copy_shorter": Message(ja="短いほう", en="The shorter"),
    "copy_longer": Message(ja="長いほう", en="The longer"),
    "copy_field": Message(ja="同じところ", en="What is the same"),
    "copy_value": Message(ja="値", en="Value"),
    # overlap
    "editor_overlap": Message(ja="検索語の取り合い", en="Overlap"),
    "about_overlap": Message(
        ja="一つの検索語にほぼ同じ強さで応える記事。検索語は題名から作っています。",
        en="Posts that answer one query almost equally well; the queries are made of titles.",
    ),
    "table_overlap": Message(ja="検索語の取り合い", en="Overlap"),
    "overlap_query": Message(ja="検索語", en="Query"),
    "overlap_hint": Message(ja="どうするか", en="What to do"),
    "overlap_alike": Message(ja="内容の近さ", en="How alike"),
    "overlap_more": Message(ja="ほかに {n}件あります。", en="{n} more are not shown."),
    "score_share": Message(ja="点数の比", en="Share of score"),
    # tags
    "editor_tags": Message(ja="タグの整理", en="Tags"),
    "about_tags": Message(
        ja="タグの数、表記ゆれ、付け忘れ、いつも一緒のタグ。",
        en="How often each tag is used, which are spellings of one, which posts lack, and which are always together.",
    ),
    "table_spellings": Message(ja="表記ゆれ", en="Spellings of one tag"),
    "table_lacking": Message(ja="付け忘れらしいタグ", en="Tags that may be forgotten"),
    "table_together": Message(ja="いつも一緒のタグ", en="Always together"),
    "table_tags": Message(ja="すべてのタグ", en="All tags"),
    "tag_best": Message(ja="多い表記", en="Commonest"),
    "tag_others": Message(ja="ほかの表記", en="Others"),
    "tag_difference": Message(ja="違い", en="Difference"),
    "tag_alias": Message(ja="tags.toml の行", en="Line for tags.toml"),
    "tag_fix": Message(
        ja="tags.toml の [aliases] に書くと、sakuin tags --fix で書き換えられます。",
        en="Written below [aliases] in tags.toml, they are replaced by sakuin tags --fix.",
    ),
    "tag_said": Message(ja="題名や見出しに出す記事", en="Posts that speak of it"),
    "tag_tagged": Message(ja="うちタグあり", en="of these tagged"),
    "tag_missing": Message(ja="タグなし", en="Not tagged"),
    "tag_paths": Message(ja="タグのない記事", en="Posts without"),
    "tag_first": Message(ja="最初", en="First"),
    "tag_last": Message(ja="最後", en="Last"),
    "tag_counts": Message(
        ja="{n}個のタグ。1件だけのタグ {once}個、タグのない記事 {untagged}件。",
        en="{n} {n:tag|tags}; used once: {once}; posts without a tag: {untagged}.",
    ),
    # queries
    "editor_queries": Message(ja="読者の検索語", en="Queries"),
    "about_queries": Message(
        ja="読者が何を検索し、何が見つからなかったか。", en="What readers searched for, and what they did not find."
    ),
    "table_sought": Message(ja="よく検索された語", en="Most frequent"),
    "table_gaps": Message(ja="見つからなかった語", en="Searches that find nothing"),
    "table_rising": Message(ja="増えている語", en="Rising"),
    "table_slow": Message(ja="時間のかかった語", en="Slow"),
    "query": Message(ja="検索語", en="Query"),
    "query_times": Message(ja="回数", en="Times"),
    "query_without": Message(ja="0件の回数", en="Without a hit"),
    "query_page": Message(ja="検索ページ", en="Page"),
    "query_widget": Message(ja="ブログの検索窓", en="Widget"),
    "query_api": Message(ja="API", en="API"),
    "query_span": Message(
        ja="{first} から {last} まで。検索は全部で {n}回。{least}回以上検索された語を並べています。",
        en="{first} to {last}; {n} {n:search|searches} in all. Queries that were asked {least} times or more.",
    ),
    "query_lacking": Message(ja="どの記事にもない語", en="Words that no post has"),
    "query_near": Message(ja="近い語", en="Near to them"),
    "query_synonyms": Message(ja="synonyms.txt に加える行", en="Line for synonyms.txt"),
    "query_synonyms_note": Message(
        ja="同じ意味なら、行を設定 index.synonyms のファイルに加えると、次の sakuin index から見つかります。",
        en="Where they mean the same, add the line to the file of the setting index.synonyms; it counts from the next sakuin index on.",
    ),
    "query_week": Message(ja="この7日間", en="Last 7 days"),
    "query_before": Message(ja="それまでの7日平均", en="Before, in 7 days"),
    "query_slowest": Message(ja="最長（秒）", en="Longest, in seconds"),
    "query_none": Message(
        ja="検索語の記録はまだありません。誰かが検索すると始まります。",
        en="Nothing is counted yet. It begins with the first search.",
    ),
    "query_off": Message(
        ja="検索語は記録していません。記録を始めるには、sakuin.toml に次の行を書いて sakuin serve を起動し直してください。誰が検索したかは記録しません。",
        en="Queries are not counted. To begin, write these lines into sakuin.toml and start sakuin serve again. Who searched is not recorded.",
    ),
    # one post
    "read_ours": Message(ja="ここで読む", en="Read it here"),
    "tags_to_add": Message(ja="付けるとよいタグ", en="Tags to add"),
    "table_related": Message(ja="関連する記事", en="Related posts"),
    "table_links_out": Message(ja="この記事からのリンク", en="Links from here"),
    "table_links_in": Message(ja="この記事へのリンク", en="Links to here"),
    "score": Message(ja="点数", en="Score"),
    "why": Message(ja="共通する語", en="In common"),
    "shared_tags": Message(ja="共通するタグ", en="Shared tags"),
    "links_column": Message(ja="リンク", en="Links"),
    "age": Message(ja="時期", en="Age"),
    "to_copy": Message(ja="コピー用", en="To copy"),
    "pinned": Message(ja="固定", en="pinned"),
    "same_series": Message(ja="連載", en="series"),
    "older": Message(ja="{n}日前", en="{n} {n:day|days} older"),
    "newer": Message(ja="{n}日後", en="{n} {n:day|days} newer"),
    "years_older": Message(ja="{n}年前", en="{n} years older"),
    "years_newer": Message(ja="{n}年後", en="{n} years newer"),
    "same_day": Message(ja="同じ日", en="the same day"),
}
