// Drags the map and zooms with the wheel while Ctrl is held; the links beside it do the same without scripts.
const drawing = document.querySelector(".map svg");

if (drawing) {
  const view = drawing.viewBox.baseVal;
  let from = null;
  const scale = () => view.width / drawing.clientWidth;
  drawing.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && !event.target.closest("a")) from = { x: event.clientX, y: event.clientY };
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!from) return;
    view.x -= (event.clientX - from.x) * scale();
    view.y -= (event.clientY - from.y) * scale();
    from = { x: event.clientX, y: event.clientY };
  });
  for (const end of ["pointerup", "pointerleave", "pointercancel"]) drawing.addEventListener(end, () => (from = null));
  drawing.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const by = event.deltaY > 0 ? 1.2 : 1 / 1.2;
      const box = drawing.getBoundingClientRect();
      const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      view.x += view.width * x * (1 - by);
      view.y += view.height * y * (1 - by);
      view.width *= by;
      view.height *= by;
    },
    { passive: false },
  );
}
