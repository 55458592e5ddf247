// Asks an index of Pagefind outside of a browser. Argument: the folder of the index. In: a JSON list of queries
// {"any": [text], "none": [text]} and of sentences, which are texts. Out: a line of URLs for each, of the pages that
// any text finds and none of the others, best first; a sentence is cut into words as Pagefind's own search cuts it.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

// What Pagefind asks of a browser: the language of the page, and files.
globalThis.document = { currentScript: null, querySelector: () => ({ getAttribute: () => "ja" }) };
globalThis.fetch = async (url) => new Response(await readFile(new URL(url)));

async function opened(folder) {
  await writeFile(join(folder, "package.json"), '{"type": "module"}');
  return import(pathToFileURL(join(folder, "pagefind.js")));
}

/** A function that gives [URL, score] of each page that a text finds. */
function finder(pagefind) {
  const known = new Map();
  return async (words) => {
    if (!known.has(words)) {
      const { results } = await pagefind.search(words);
      known.set(words, await Promise.all(results.map(async (hit) => [(await hit.data()).url, hit.score])));
    }
    return known.get(words);
  };
}

/** Pages that any of the texts finds, best first: a page has the sum of its scores. */
async function ranked(find, texts) {
  const scores = new Map();
  for (const words of texts) {
    for (const [url, score] of await find(words)) scores.set(url, (scores.get(url) ?? 0) + score);
  }
  return [...scores].sort(([, one], [, other]) => other - one).map(([url]) => url);
}

function query(sentence) {
  const pieces = [...new Intl.Segmenter("ja", { granularity: "word" }).segment(sentence)];
  const words = pieces.filter((piece) => piece.isWordLike).map((piece) => piece.segment);
  return { any: new Set(words), none: [] };
}

const find = finder(await opened(process.argv[2]));
for (const asked of JSON.parse(await text(process.stdin))) {
  const { any, none } = typeof asked === "string" ? query(asked) : asked;
  const excluded = new Set(await ranked(find, none));
  console.log(JSON.stringify((await ranked(find, any)).filter((url) => !excluded.has(url))));
}
