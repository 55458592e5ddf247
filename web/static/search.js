// Search as you type, links that change only the results, and keys. Without this file every page works too, by loading anew.
//
//   typing: plan -> live ┐
//   submit, link, back ──┴-> show -> swap -> announce, then the address into the history
//
// While an IME composes, its Enter and Esc are not ours: nothing here listens for Enter, only for `submit`; a handler of keys
// leaves first what the IME takes; and the box is not written to.

const TYPING = 200; // ms from the last key to a search
const COMPOSING = 1000; // the same while composing: Android composes every word, so it cannot simply be waited for
const COMPOSED = 30;
const IDLE = 400; // ms from the last key until the address follows what is shown
const MEANT = 2000; // ms from the last key until what is shown is taken for what was meant
const BREATH = 1000; // ms between two announcements
const SWITCH = "sakuin-shortcut"; // in localStorage: "off" where the reader wants no key that types a character

const CJK = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/u;
const UNFINISHED = /([\p{scx=Hiragana}\p{scx=Katakana}])[a-z]$/iu; // けんさk

const form = document.querySelector("form.search");
const box = form.elements.q;
const hint = form.querySelector("kbd");
const toggle = document.querySelector("#switch input"); // of the help page
const results = document.getElementById("results");
const line = results.querySelector("[role=status]"); // a page without one, such as a post, has no results to change

let typing, settling, meaning, speaking, scrolling; // timers
let composing = false;
let request = new AbortController();
let turn = 0; // of requests: only the answer to the last one is shown
let lastQuery = normalize(box.defaultValue);
let shown = here(); // the address of what is shown
let committed = shown; // the address that this entry of the history has, but for what was only typed; null where typing alone made it
let pending = null; // what was submitted or clicked, until its answer is there
let told = lastQuery; // the last query that the server was told of as meant: that of a page it counts by itself
let spoken = -BREATH;

function normalize(text) {
  return text.normalize("NFKC").replace(/\s+/g, " ").trim();
}

function here() {
  return location.href.split("#")[0];
}

// ---- typing

function plan(wait) {
  clearTimeout(typing);
  typing = setTimeout(live, wait);
  settleSoon();
}

function live() {
  const typed = normalize(box.value);
  const query = typed.replace(UNFINISHED, "$1");
  const enough = query === "" || query.length > 1 || CJK.test(query);
  if (query === lastQuery || !enough) return;
  const parameters = asking(query === typed ? box.value.trim() : query);
  if (pending) enterUnseen(pending);
  show(parameters, settleSoon, waitForSubmit);
}

/** What was submitted is a step of its own, though its answer is not waited for. */
function enterUnseen(parameters) {
  shown = `${form.action}?${parameters}`;
  enter();
}

/** What the form asks with this query, or what was just clicked. It has no page, so it begins at the first. */
function asking(query) {
  const parameters = new URLSearchParams(pending ?? new FormData(form));
  parameters.delete("page");
  if (query) parameters.set("q", query);
  else parameters.delete("q");
  return parameters;
}

// ---- results

/** Show what was submitted or clicked: an entry in the history. */
function commit(parameters, arrived) {
  show(parameters, () => {
    enter();
    arrived();
  });
  pending = parameters;
}

/** Fetch what is asked and put it in its place, then do `arrived`, or `failed`. */
async function show(parameters, arrived, failed = load) {
  stop();
  const mine = turn;
  lastQuery = normalize(parameters.get("q") ?? "");
  results.ariaBusy = "true";
  let html;
  try {
    const answer = await fetch(`${form.action}/fragment?${parameters}`, { signal: request.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    html = await answer.text();
  } catch {
    if (mine !== turn) return;
    rest();
    return failed(parameters);
  }
  if (mine !== turn) return;
  rest();
  swap(html);
  arrived();
}

/** Wait for nothing any more. */
function stop() {
  clearTimeout(typing);
  request.abort();
  request = new AbortController();
  turn += 1;
  rest();
}

function rest() {
  pending = null;
  results.ariaBusy = "false";
}

/** Load the page as without this file, but never under the hands of somebody who composes. */
function load(parameters) {
  if (composing) waitForSubmit();
  else location.assign(`${form.action}?${parameters}`);
}

/** Whoever is typing goes on; the next key asks anew, and Enter loads the page if that fails again. */
function waitForSubmit() {
  lastQuery = null;
  const said = line.cloneNode();
  said.textContent = form.dataset.unreachable;
  announce(said);
}

/** Change everything but the box, and the line of status, which is listened to and must stay. */
function swap(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fragment = template.content.firstElementChild;
  const said = fragment.querySelector("[role=status]");
  for (const part of fragment.querySelectorAll("#kept, #reading, #languages, link[id]")) document.getElementById(part.id).replaceWith(part);
  changeAround(line.parentNode, said.parentNode);
  changeAround(line, said);
  document.getElementById("filters")?.remove();
  results.after(...fragment.querySelectorAll("#filters"));
  dress(fragment.className);
  document.title = fragment.dataset.title;
  shown = new URL(fragment.dataset.url, location).href;
  announce(said);
}

function changeAround(node, fresh) {
  for (const other of [...node.parentNode.childNodes]) if (other !== node) other.remove();
  while (fresh.previousSibling) node.parentNode.prepend(fresh.previousSibling);
  while (fresh.nextSibling) node.parentNode.append(fresh.nextSibling);
}

/** Give the page the frame of its kind. It may move the box, to which the window of an IME clings. */
function dress(kind) {
  if (composing) box.addEventListener("compositionend", () => dress(kind), { once: true });
  else document.body.className = kind;
}

/** The line says at once what is shown; aloud it is said once a second at most. */
function announce(said) {
  clearTimeout(speaking);
  const wait = spoken + BREATH - performance.now();
  line.className = said.className;
  say(said, wait > 0 ? "off" : "polite");
  if (wait > 0) speaking = setTimeout(say, wait, said, "polite");
}

function say(said, live) {
  if (live === "polite") spoken = performance.now();
  line.ariaLive = live;
  line.replaceChildren(...said.cloneNode(true).childNodes);
}

// ---- history

function settleSoon() {
  clearTimeout(settling);
  settling = setTimeout(settle, IDLE);
  clearTimeout(meaning);
  meaning = setTimeout(tell, MEANT);
}

/** The address follows what is shown. What was only typed makes no entry of its own, but one in all for leaving the start page, to which
 *  going back then leads. */
function settle() {
  clearTimeout(settling);
  if (shown === here()) return;
  if (isStart(committed)) {
    history.pushState(null, "", shown);
    committed = null;
  } else history.replaceState(history.state, "", shown);
}

/** Where the server counts queries (data-counted), it is told which was meant: one that was submitted, one that stood for a while, one of
 *  whose results a link was followed. It has answered that already, so HEAD of the same address will do. */
function tell() {
  clearTimeout(meaning);
  const query = normalize(queryOf(shown));
  if (composing || query === told) return;
  told = query;
  if (!query || !("counted" in form.dataset)) return;
  const address = `${form.action}/fragment${new URL(shown).search}`;
  fetch(address, { method: "HEAD", cache: "no-store", keepalive: true }).catch(() => {}); // nobody waits for it
}

function isStart(address) {
  return address !== null && !address.startsWith(form.action) && !queryOf(address);
}

/** An entry of its own. The one before gets back the address that it had before anything was typed. */
function enter() {
  clearTimeout(settling);
  history.replaceState(history.state, "", committed ?? shown);
  if (shown !== (committed ?? shown)) history.pushState(null, "", shown);
  committed = shown;
  tell();
}

/** What the address says: after going back or forward, and where the browser has kept the page meanwhile. */
function follow() {
  committed = here();
  restore(committed);
  told = lastQuery;
  if (committed === shown) stop();
  else show(new URL(committed).searchParams, scrollBack);
}

/** The query of an address into the box, but not while it is composed in. */
function restore(address) {
  const query = queryOf(address);
  lastQuery = normalize(query);
  if (!composing && box.value !== query) box.value = query;
}

function queryOf(address) {
  return new URL(address).searchParams.get("q") ?? "";
}

function scrollBack() {
  const y = history.state?.y;
  if (y !== undefined || !location.hash) scrollTo(0, y ?? 0);
}

// ---- links

function isPlain(event) {
  return !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

/** True for a link of the results to other results: not to a place on a page, not into another window or a file, no drawing's. */
function isOurs(link) {
  const leadsHere = String(link.href).split("?")[0] === form.action && !link.href.includes("#");
  const staysHere = ["", "_self"].includes(link.target) && !link.hasAttribute("download");
  return leadsHere && staysHere && link.closest("#results, #filters") !== null;
}

/** A link that changes the query changes the box; any other one, a filter or an order, holds for what is in the box. */
function openLink(link) {
  const name = nameOf(link);
  const typed = box.value;
  const asksAnew = queryOf(link.href) !== queryOf(shown);
  const unseen = !asksAnew && normalize(typed) !== normalize(queryOf(shown));
  const parameters = new URL(link.href).searchParams;
  if (unseen) {
    parameters.set("q", typed.trim());
    parameters.delete("page");
  }
  committed = shown;
  commit(parameters, () => {
    if (asksAnew && box.value === typed) restore(shown);
    if (line.getBoundingClientRect().top < 0) scrollTo(0, 0);
    focusOn(name);
  });
}

/** What a filter or an order is known by, whatever else is chosen; any other link has no name. */
function nameOf(link) {
  const panel = link.closest(".facet, .sorts");
  return panel && [panel.querySelector("h2"), link.querySelector(".value") ?? link].map((part) => part?.textContent).join();
}

/** A filter that was chosen keeps the focus; a page, or whatever is no longer there to be seen, leaves it to the line of
 *  status. */
function focusOn(name) {
  const same = name && [...document.querySelectorAll(".facet a, .sorts a")].find((link) => nameOf(link) === name);
  same?.focus({ preventScroll: true });
  if (!same || document.activeElement !== same || !isInView(same)) line.focus({ preventScroll: true });
}

function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

// ---- keys

/** The key that leads to the box, "" for none. */
function shortcut() {
  try {
    return localStorage.getItem(SWITCH) === "off" ? "" : box.dataset.shortcut;
  } catch {
    return box.dataset.shortcut; // a browser that keeps nothing
  }
}

function showShortcut() {
  hint.hidden = !shortcut();
  box.setAttribute("aria-keyshortcuts", `${shortcut()} Control+K Meta+K`.trim());
  if (toggle) toggle.checked = shortcut() !== "";
}

function leadsToBox(event) {
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k" && !event.shiftKey;
  return event.key === shortcut() && !event.target.isContentEditable && !event.target.closest("input, textarea, select");
}

function emptyOrLeave() {
  if (!box.value) return box.blur();
  box.value = "";
  if (line) plan(0);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (leadsToBox(event)) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "Escape" && event.target === box) {
    event.preventDefault();
    emptyOrLeave();
  }
});

// ---- the page

showShortcut();

if (toggle) {
  toggle.closest("#switch").hidden = false;
  toggle.addEventListener("change", () => {
    if (toggle.checked) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
    showShortcut();
  });
}

if (line) {
  line.tabIndex = -1;
  history.scrollRestoration = "manual";
  if (history.state?.y) scrollBack();

  box.addEventListener("compositionstart", () => (composing = true));
  box.addEventListener("compositionend", () => {
    composing = false;
    plan(COMPOSED);
  });
  box.addEventListener("input", (event) => plan(event.isComposing ? COMPOSING : TYPING));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    commit(asking(box.value.trim()), () => {
      if (matchMedia("(pointer: coarse)").matches) line.focus(); // a phone then takes its keyboard away
    });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !isPlain(event)) return;
    settle(); // going back leads to what is shown now
    tell();
    if (!isOurs(link)) return;
    event.preventDefault();
    openLink(link);
  });
  addEventListener("popstate", () => {
    for (const timer of [settling, scrolling]) clearTimeout(timer);
    if (here() === shown) scrollBack(); // to another place of the same page
    else follow();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    showShortcut();
    follow();
  });
  addEventListener("pagehide", stop); // what then fails does not lead elsewhere
  addEventListener("scroll", () => {
    clearTimeout(scrolling);
    scrolling = setTimeout(() => history.replaceState({ y: scrollY }, ""), TYPING);
  });

  if (box.value !== box.defaultValue) plan(TYPING); // typed before we were here
  const begins = document.body.className === "start" && document.activeElement === document.body && !location.hash;
  if (begins && matchMedia("(pointer: fine)").matches) box.focus({ preventScroll: true });
}
