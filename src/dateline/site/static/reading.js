// Facts and their words light each other.
export const reader = document.querySelector("[data-reader]");

function parts(key) {
  return document.querySelectorAll(`[data-f~="${key}"], [data-fact~="${key}"]`);
}

function light(keys) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const key of keys) for (const part of parts(key)) part.classList.add("lit");
}

// Where facts overlap, the last named is the innermost.
function keysOf(target) {
  const place = target instanceof Element ? target.closest("[data-f], [data-fact]") : null;
  if (!place) return [];
  return place.dataset.fact ? place.dataset.fact.split(" ") : place.dataset.f.split(" ").slice(-1);
}

// Scrolls the list of facts, where it has a scroll of its own, and never the page.
function bring(fact) {
  const list = fact?.closest(".facts");
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const [inner, outer] = [fact.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) list.scrollTop += inner.top - outer.top - outer.height / 3;
}

export function show(key) {
  light([key]);
  bring(document.querySelector(`[data-fact~="${key}"]`));
  const words = document.querySelector(`[data-f~="${key}"]`);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  words?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

if (reader) {
  for (const name of ["mouseover", "focusin"]) {
    reader.addEventListener(name, (event) => {
      const keys = keysOf(event.target);
      light(keys);
      if (keys.length && event.target.closest(".text")) bring(document.querySelector(`[data-fact="${keys[0]}"]`));
    });
  }
  reader.addEventListener("click", (event) => {
    const [key] = keysOf(event.target);
    if (key && event.target.closest("[data-fact]") && !event.target.closest("a, button, summary, input")) show(key);
  });
  // An address that names a fact (#s3) lights it.
  const named = decodeURIComponent(location.hash.slice(1));
  if (/^[sefn]\d+$/.test(named)) light([named]);
}
