// The box within a long filter: what is typed lists the values that contain it, in the place of the commonest ones. The list comes from
// the page of all values, to which the form leads without this file, and with Enter.

const TYPING = 200; // ms from the last key to a question
const MOST = 50; // values that a panel lists; the link below it has them all

let typing;
let request = new AbortController();

async function list(form) {
  request.abort();
  request = new AbortController();
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  try {
    const answer = await fetch(address, { signal: request.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const values = [...page.querySelectorAll(".values .facet li")].slice(0, MOST);
    form.closest(".facet").querySelector("ol").replaceChildren(...values);
  } catch {
    // no network, or asked anew: what was listed stays
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("#filters form");
  if (!form) return;
  clearTimeout(typing);
  typing = setTimeout(list, event.isComposing ? 5 * TYPING : TYPING, form);
});
