// Everything can be read without this script. It adds cards on hover and focus,
// and keys: n p for findings, j k for claims, Esc.
(() => {
  "use strict";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const wide = matchMedia("(min-width: 62rem)");
  let shown = null;

  const hide = () => {
    if (!shown) return;
    document.getElementById("c" + shown)?.classList.remove("on");
    all(".lit").forEach((e) => e.classList.remove("lit"));
    document.documentElement.classList.remove("reading");
    shown = null;
  };
  const show = (n, mark) => {
    if (shown === n) return;
    hide();
    const card = document.getElementById("c" + n);
    if (!card) return;
    shown = n;
    if (wide.matches && mark) {
      const top = mark.getBoundingClientRect().top - card.parentElement.getBoundingClientRect().top;
      card.style.top = Math.max(0, top) + "px";
    }
    card.classList.add("on");
    document.documentElement.classList.add("reading");
    all(`[data-claim="${n}"], [data-source="${n}"]`).forEach((e) => e.classList.add("lit"));
  };

  for (const mark of all("a.claim")) {
    mark.removeAttribute("title");
    mark.addEventListener("focus", () => { if (mark.matches(":focus-visible")) show(mark.dataset.claim, mark); });
    mark.addEventListener("blur", hide);
    if (matchMedia("(hover: hover)").matches) {
      mark.addEventListener("mouseenter", () => { if (wide.matches) show(mark.dataset.claim, mark); });
      mark.addEventListener("mouseleave", () => { if (document.activeElement !== mark) hide(); });
    }
  }

  const step = (list, by) => {
    const here = list.indexOf(document.activeElement);
    let next = here + by;
    if (here < 0) {
      const below = list.findIndex((e) => e.getBoundingClientRect().top > 40);
      next = by > 0 ? (below < 0 ? 0 : below) : (below < 0 ? list.length : below) - 1;
    }
    const mark = list[(next + list.length) % list.length];
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: "center" });
  };
  const claims = all("a.claim[id]");
  const findings = all("a.mark[id]");
  const keys = {
    j: () => step(claims, 1), k: () => step(claims, -1),
    n: () => step(findings, 1), p: () => step(findings, -1),
    Escape: () => {
      hide();
      document.activeElement?.blur();
      document.getElementById("legend")?.removeAttribute("open");
      const open = location.hash.match(/^#c(\d+)$/);
      if (open) location.replace("#m" + open[1]);
    },
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || !Object.hasOwn(keys, e.key)) return;
    keys[e.key]();
    if (e.key !== "Escape") e.preventDefault();
  });
})();
