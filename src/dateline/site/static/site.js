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
let pending = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select") || localStorage.getItem("keys") === "off") return;
  const open = document.querySelector("#help");
  if (event.key === "?") {
    event.preventDefault();
    if (!open.open) open.showModal();
  }
  if (open?.open) return;
  const place = pending ? { t: "/", i: "/items", s: "/said", e: "/events", m: "/map" }[event.key] : null;
  pending = event.key === "g" && !pending;
  if (place) {
    location.href = place;
    return;
  }
  if (event.key === "v") document.querySelector("[data-original]")?.click();
  if (event.key === "o") document.activeElement?.closest(".row")?.querySelector("h2 a, a")?.click();
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

document.querySelector("#show-keys")?.addEventListener("click", () => document.querySelector("#help").showModal());

// A comment on selected words: where they stand in the item's text travels with the form.
const write = document.querySelector(".write");
const words = document.querySelector(".text");
if (write && words) {
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const lines = [...words.querySelectorAll("[data-at]")];
    const range = chosen.getRangeAt(0);
    const [start, end] = [position(lines, range.startContainer, range.startOffset), position(lines, range.endContainer, range.endOffset)];
    if (start === null || end === null || end <= start) return;
    [write.start.value, write.end.value] = [start, end];
    const shown = document.querySelector("#about-words");
    [shown.textContent, shown.hidden] = [chosen.toString().slice(0, 300), false];
  });
}

// Code points from the line's beginning, labels of facts left out.
function position(lines, node, offset) {
  const line = lines.find((one) => one.contains(node));
  if (!line || node.nodeType !== Node.TEXT_NODE) return null;
  let count = Number(line.dataset.at);
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (walk.currentNode.parentElement.closest(".anchor")) continue;
    if (walk.currentNode === node) return count + [...node.data.slice(0, offset)].length;
    count += [...walk.currentNode.data].length;
  }
  return null;
}

// An app: the worker keeps the shell and the items read last; the browser says when it can be installed.
navigator.serviceWorker?.register("/service-worker.js").catch(() => {});
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  const button = document.querySelector("#install");
  button.hidden = false;
  button.addEventListener("click", () => event.prompt(), { once: true });
});
