// Facts and their words light each other; j and k step through facts or rows. The site works without this file.
const reader = document.querySelector("[data-reader]");

function parts(key) {
  return document.querySelectorAll(`[data-f~="${key}"], [data-fact="${key}"]`);
}

function light(keys) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const key of keys) for (const part of parts(key)) part.classList.add("lit");
}

function keysOf(target) {
  const place = target instanceof Element ? target.closest("[data-f], [data-fact]") : null;
  if (!place) return [];
  if (place.dataset.fact) return [place.dataset.fact];
  return place.dataset.f.split(" ").slice(-1);
}

// Scrolls the list of facts, where it has a scroll of its own, and never the page.
function bring(fact) {
  const list = fact?.closest(".facts");
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const [inner, outer] = [fact.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) list.scrollTop += inner.top - outer.top - outer.height / 3;
}

function show(key) {
  light([key]);
  bring(document.querySelector(`[data-fact="${key}"]`));
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
    if (key && event.target.closest("[data-fact]") && !event.target.closest("a")) show(key);
  });
}

const keys = document.querySelector("#keys");
if (keys) {
  keys.checked = localStorage.getItem("keys") !== "off";
  keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
}

let at = -1;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select") || localStorage.getItem("keys") === "off") return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector("#q").focus();
  }
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const stops = [...document.querySelectorAll(reader ? ".list > [data-fact]" : "[data-keys] > .row h2 a, [data-keys] > .row .meta a")];
  if (!stops.length) return;
  at = Math.min(stops.length - 1, Math.max(0, at + step));
  stops[at].focus({ preventScroll: Boolean(reader) });
  if (reader) show(stops[at].dataset.fact);
});
