// A comment on selected words: where they stand in the item's text travels with the form.
const write = document.querySelector(".write");
const words = document.querySelector(".text");

// The runs of text of all lines, labels of facts left out, each with its place in code points.
function* runs() {
  for (const line of words.querySelectorAll("[data-at]")) {
    let at = Number(line.dataset.at);
    const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const run = walk.currentNode;
      if (run.parentElement.closest(".anchor")) continue;
      yield { run, at };
      at += [...run.data].length;
    }
  }
}

// The selection as [start, end]; a triple click ends before the first word of the next line, so only runs with a part in it count.
function place(range) {
  let start = null;
  let end = null;
  for (const { run, at } of runs()) {
    if (!range.intersectsNode(run)) continue;
    const first = run === range.startContainer ? range.startOffset : 0;
    const last = run === range.endContainer ? range.endOffset : run.data.length;
    if (last <= first) continue;
    start ??= at + [...run.data.slice(0, first)].length;
    end = at + [...run.data.slice(0, last)].length;
  }
  return start === null ? null : [start, end];
}

if (write?.start && words) {
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!words.contains(range.startContainer) || write.contains(range.startContainer)) return;
    const found = place(range);
    if (!found) return;
    [write.start.value, write.end.value] = found;
    const shown = document.querySelector("#about-words");
    [shown.textContent, shown.hidden] = [chosen.toString().slice(0, 300), false];
  });
}
