// Keys as in Miniflux. One box at the foot of every page turns them off.
import { reader, show } from "./reading.js";

const PLACES = { t: "/", h: "/", l: "/items", r: "/stories", s: "/said", e: "/events", n: "/entities", m: "/map", p: "/pairs", o: "/section/opinion", d: "/section/documentary", f: "/starred", c: "/corrections" };
const ROWS = "[data-keys] > .row";
let at = -1;
let pending = false;

const box = document.querySelector("#keys");
if (box) {
  box.checked = localStorage.getItem("keys") !== "off";
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
}

const help = document.querySelector("#help");
document.querySelector("#show-keys")?.addEventListener("click", () => help.showModal());

// The list that was looked at last: n and p go through it from the reader.
const rows = () => [...document.querySelectorAll(ROWS)];
const ITEM = "a[href^='/item/']";
const opener = (row) => row?.querySelector("h2 a, h3 a") ?? row?.querySelector(ITEM) ?? row?.querySelector("a");
if (rows().length && !reader) {
  const addresses = rows().map((row) => (row.querySelector(ITEM) ?? opener(row))?.getAttribute("href")).filter(Boolean);
  sessionStorage.setItem("list", JSON.stringify([...new Set(addresses)]));
}

function through(step) {
  const list = JSON.parse(sessionStorage.getItem("list") ?? "[]");
  const here = list.indexOf(location.pathname);
  const next = list[here + step];
  if (next && here + step >= 0) location.href = next;
}

function move(step, stops, focused) {
  if (!stops.length) return;
  const now = stops.findIndex((stop) => stop.contains(document.activeElement));
  at = Math.min(stops.length - 1, Math.max(0, (now >= 0 ? now : at) + step));
  focused(stops[at]);
}

const toRow = (step) => move(step, rows(), (row) => opener(row)?.focus());
const toFact = (step) =>
  move(step, [...document.querySelectorAll(".list > [data-fact]")], (fact) => {
    fact.focus({ preventScroll: true });
    show(fact.dataset.fact);
  });
const step = (by) => (reader ? toFact(by) : toRow(by));
const page = (rel) => document.querySelector(`main a[rel="${rel}"]`)?.click();

// m and f: the form of this page, or the row that has the focus.
async function mark(kind) {
  const own = document.querySelector(`[data-mark="${kind}"]`);
  if (own) return own.click();
  const row = document.activeElement?.closest(".row");
  const item = /^\/item\/([^/?#]+)/.exec(row?.querySelector(ITEM)?.getAttribute("href") ?? "")?.[1];
  const token = document.body.dataset.token;
  if (!item || !token) return;
  const answer = await fetch(`/mark/${item}`, { method: "POST", body: new URLSearchParams({ token, kind, on: row.classList.contains(kind) ? "" : "1" }) });
  if (answer.ok) row.classList.toggle(kind);
}

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => (reader ? through(1) : toRow(1)),
  p: () => (reader ? through(-1) : toRow(-1)),
  l: () => page("next"),
  h: () => (document.querySelector('main a[rel="prev"]') ? page("prev") : history.back()),
  o: () => opener(document.activeElement?.closest(".row"))?.click(),
  v: () => (document.activeElement?.closest(".row") ?? document).querySelector("[data-original]")?.click(),
  m: () => mark("read"),
  f: () => mark("starred"),
  s: () => document.querySelector("[data-save]")?.click(),
  G: () => scrollTo(0, document.body.scrollHeight),
  "/": () => document.querySelector("#q").focus(),
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if (event.ctrlKey || event.metaKey || event.altKey || typing || help?.open || localStorage.getItem("keys") === "off") return;
  if (pending) {
    pending = false;
    if (event.key === "g") scrollTo(0, 0);
    else if (PLACES[event.key]) location.href = PLACES[event.key];
    return;
  }
  if (event.key === "g") {
    pending = true;
    return;
  }
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
