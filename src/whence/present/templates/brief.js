"use strict";
(() => {
  // Opens the document that holds the passage and marks all its pieces; the way back stays in reach.
  const show = () => {
    for (const one of document.querySelectorAll("mark.hit")) one.classList.remove("hit");
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const box = target.closest("details");
    if (box) box.open = true;
    const n = /^p(\d+)$/.exec(target.id);
    if (n) for (const one of document.querySelectorAll("mark.p" + n[1])) one.classList.add("hit");
    target.scrollIntoView({ block: "center" });
  };
  let boxes = [];
  addEventListener("beforeprint", () => {
    boxes = [...document.querySelectorAll("details:not([open])")];
    for (const one of boxes) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of boxes) one.open = false; });
  addEventListener("hashchange", show);
  show();
})();
