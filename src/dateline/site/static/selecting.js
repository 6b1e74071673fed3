// A comment on selected words: where they stand in the item's text travels with the form.
const write = document.querySelector(".write");
const words = document.querySelector(".text");

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

if (write?.start && words) {
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
