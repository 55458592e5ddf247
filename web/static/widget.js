// Suggestions for the search form of a blog that Sakuin searches. On any page:
//
//   <form class="sakuin" action="https://search.example/search">
//     <label for="sakuin">記事を検索</label> <input id="sakuin" name="q" type="search"> <button>検索</button>
//   </form>
//   <script type="module" src="https://search.example/static/widget.js"></script>
//
// Where a theme has a place for a script only, widget.js?into=header puts that form into the first element that the selector
// `header` finds. A form without the class looks as the theme has it.
//
// Without this script the form works as it is. With it the input becomes a combobox, "list autocomplete with manual
// selection" of the ARIA Authoring Practices: nothing is chosen until somebody chooses it, and focus stays in the input.

const HOME = new URL("..", import.meta.url);  // this file is HOME/static/widget.js
const SEARCH = new URL("search", HOME).href;
const TYPED = 200, COMPOSING = 1000, COMPOSED = 30;  // ms until suggestions are asked for; Android composes every word
const NARROWEST = 400, MARGIN = 8, GAP = 4;  // px
const LEAST = 96, ENOUGH = 240;  // px of height: with less than enough below the input, the list opens above it

function isJapanese(element) {
  return (element.closest("[lang]")?.lang || "ja").startsWith("ja");
}

function find(selector) {
  try {
    return document.querySelector(selector);
  } catch {
    return null;  // it is no selector
  }
}

function put(selector) {
  const place = find(selector);
  if (!place) return console.warn(`Sakuin: nothing on this page is ${selector}, as into= of widget.js says`);
  const form = document.createElement("form"), input = document.createElement("input"), button = document.createElement("button");
  const [label, search] = isJapanese(place) ? ["記事を検索", "検索"] : ["Search the posts", "Search"];
  Object.assign(form, { className: "sakuin sakuin-put", action: SEARCH });
  Object.assign(input, { name: "q", type: "search", placeholder: label, ariaLabel: label });
  form.setAttribute("role", "search");
  button.textContent = search;
  form.append(input, button);
  place.append(form);
}

function upgrade(form) {
  const input = form.querySelector("input[name=q]");
  if (!input || input.role === "combobox") return;
  const japanese = isJapanese(input);
  const list = document.createElement("div");
  list.id = `sakuin-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  list.className = "sakuin-suggestions";
  list.popover = "manual";  // above everything, and cut off by nothing
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", japanese ? "候補" : "Suggestions");
  const back = Object.assign(document.createElement("input"), { type: "hidden", name: "back" });
  input.after(list, back);
  const state = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries({ ...state, autocomplete: "off" })) input.setAttribute(name, value);

  let timer, request, active = -1;
  const isOpen = () => input.ariaExpanded === "true";

  function plan(delay) {
    clearTimeout(timer);
    timer = setTimeout(ask, delay);
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    const query = input.value.trim();
    if (!query) return close();
    const address = new URL("api/v1/suggest", HOME);
    address.searchParams.set("q", query);
    try {
      const answer = await fetch(address, { signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (!signal.aborted) show(suggestions);
    } catch {
      if (!signal.aborted) close();  // no network: it is a form all the same
    }
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(option));
    if (!suggestions.length || !input.matches(":focus")) return close();
    choose(-1);
    input.ariaExpanded = "true";
    list.togglePopover(true);
    place();
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    choose(-1);
    if (!isOpen()) return;
    input.ariaExpanded = "false";
    list.togglePopover(false);
  }

  function option({ text, kind, url, count }, place) {
    const link = document.createElement("a");
    link.id = `${list.id}-${place}`;
    link.href = new URL(url, HOME);
    if (kind !== "title") link.search += `&back=${encodeURIComponent(location.href)}`;  // from there the reader finds back
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.append(kind === "tag" ? `#${text}` : text);
    if (kind !== "title") {
      const posts = document.createElement("span");
      const named = kind === "category" ? (japanese ? " カテゴリー" : " category") : "";
      posts.textContent = `${named} ${count.toLocaleString()}${japanese ? "件" : ""}`;
      link.append(posts);
    }
    return link;
  }

  function choose(place) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const chosen = list.children[active];
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
  }

  // Round and round: the last option, none, the first one.
  function move(step) {
    const places = list.children.length + 1;
    choose((active + 1 + step + places) % places - 1);
  }

  function place() {
    if (!isOpen()) return;
    const box = input.getBoundingClientRect(), room = document.documentElement.clientWidth - 2 * MARGIN;
    const width = Math.min(Math.max(box.width, NARROWEST), room);
    const left = Math.max(MARGIN, Math.min(box.left, MARGIN + room - width));
    const below = innerHeight - box.bottom - GAP - MARGIN, above = box.top - GAP - MARGIN;
    const up = below < Math.min(list.scrollHeight, ENOUGH) && above > below;
    const [top, bottom] = up ? ["auto", `${innerHeight - box.top + GAP}px`] : [`${box.bottom + GAP}px`, "auto"];
    const maxHeight = `${Math.max(up ? above : below, LEAST)}px`;
    const placed = { width: `${width}px`, left: `${left}px`, top, bottom, "max-height": maxHeight };
    for (const [name, value] of Object.entries(placed)) list.style.setProperty(name, value, "important");  // as in widget.css
  }

  function clear() {
    close();
    input.value = "";
  }

  input.addEventListener("keydown", event => {
    if (event.isComposing || event.keyCode === 229) return;  // the key is the input method's
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return choose(-1);  // they move the caret
    if (event.key === "Escape" && !isOpen() && !input.value) return;  // the page's own: it may close a dialog
    const act = {
      ArrowDown: () => isOpen() ? move(1) : ask(),
      ArrowUp: () => isOpen() ? move(-1) : ask(),
      Escape: () => isOpen() ? close() : clear(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  input.addEventListener("input", event => {
    choose(-1);
    plan(event.isComposing ? COMPOSING : TYPED);
  });
  input.addEventListener("compositionend", () => plan(COMPOSED));
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", event => event.preventDefault());  // which would take the focus away
  // Enter is never asked for: the one that ends a composition submits nothing.
  form.addEventListener("submit", event => {
    const chosen = list.children[active];
    close();
    back.value = location.href;
    if (!chosen) return;
    event.preventDefault();
    chosen.click();
  });
  addEventListener("scroll", place, { passive: true, capture: true });
  addEventListener("resize", place);
  addEventListener("pagehide", close);
}

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("widget.css", import.meta.url);
document.head.append(style);
await new Promise(done => { style.onload = style.onerror = done; });  // else the theme shows through for a moment
const into = new URL(import.meta.url).searchParams.get("into");
if (into) put(into);
if ("popover" in HTMLElement.prototype) {
  for (const form of document.forms) {
    const action = form.getAttribute("action") ?? "";  // form.action may be an input of that name
    if (URL.canParse(action, document.baseURI) && new URL(action, document.baseURI).href === SEARCH) upgrade(form);
  }
}
