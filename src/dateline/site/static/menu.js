// A menu that is longer than the window shows where one is.
for (const menu of document.querySelectorAll(".top nav, .tabs")) {
  const here = menu.querySelector("[aria-current]");
  if (here && menu.scrollWidth > menu.clientWidth) menu.scrollLeft = here.offsetLeft - menu.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;
}
