// The picture of a figure, drawn again with Plot: marks that lead to their claims, and a period that can be dragged.
"use strict";
(async () => {
  const box = document.getElementById("figure");
  if (!box || !window.Plot) return;
  let figure;
  try { figure = await (await fetch(box.dataset.source)).json(); } catch { return; }
  const day = (text) => (text ? new Date(`${text}T00:00:00Z`) : null);
  const levels = figure.levels.map((one) => ({ ...one, day: day(one.day) }));
  const accounts = figure.accounts
    .filter((one) => one.earliest || one.latest)
    .map((one) => ({
      ...one, day: day(one.latest || one.earliest), counted: one.standing === "counted",
      near: one.quantity.low === null ? one.quantity.high : one.quantity.high === null ? one.quantity.low : (one.quantity.low + one.quantity.high) / 2,
    }))
    .filter((one) => one.near !== null);
  const most = Math.max(1, ...accounts.map((one) => one.near), ...levels.map((one) => one.best ?? one.low ?? 0)) * 1.1;
  const inside = (value) => (value === null ? null : Math.min(value, most));
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const colour = (name) => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; };
  let period = null;
  const draw = () => {
    const within = (one) => !period || (one.day >= period[0] && one.day <= period[1]);
    const shown = accounts.filter(within);
    const chart = Plot.plot({
      className: "tocsin-plot", width: Math.max(320, box.clientWidth - 28), height: 380, marginLeft: 60,
      x: { type: "utc", label: null, grid: true }, y: { label: figure.subject, grid: true, zero: true, domain: [0, most] },
      color: { legend: false }, symbol: { legend: false },
      marks: [
        Plot.areaY(levels.filter((one) => within(one) && one.low !== null && !one.conflict), { x: "day", y1: "low", y2: (one) => inside(one.high ?? most), fill: colour("--accent"), fillOpacity: 0.14, curve: "step-after" }),
        Plot.ruleX(levels.filter((one) => within(one) && one.conflict), { x: "day", y1: (one) => one.low ?? 0, y2: (one) => inside(one.high ?? most), stroke: colour("--no"), strokeOpacity: 0.45, strokeWidth: 3 }),
        Plot.lineY(levels.filter((one) => within(one) && one.best !== null), { x: "day", y: "best", stroke: colour("--accent"), strokeWidth: 1.5, curve: "step-after" }),
        Plot.ruleX(shown, { x: "day", y1: (one) => one.low ?? 0, y2: (one) => inside(one.high ?? most), stroke: "origin", strokeOpacity: (one) => (one.counted ? 0.8 : 0.25) }),
        Plot.dot(shown, { x: "day", y: "near", stroke: "origin", fill: (one) => (one.counted ? one.origin : null), symbol: "origin", r: 4.5, href: (one) => `/claims/${one.claim}`, ariaLabel: (one) => `${one.origin}, ${one.text}` }),
        Plot.tip(shown, Plot.pointer({ x: "day", y: "near", title: (one) => `${one.origin}\n${one.sentence.slice(0, 160)}\n${one.counted ? "" : `not counted: ${one.standing}`}`, fill: colour("--raised"), textPadding: 6 })),
      ],
    });
    chart.setAttribute("role", "group");
    chart.setAttribute("aria-label", box.dataset.title);
    for (const part of chart.querySelectorAll("g[aria-label]")) part.setAttribute("role", "group");
    box.replaceChildren(chart);
    const names = document.createElement("ul");
    names.className = "legend";
    const scale = chart.scale("color");
    const symbols = chart.scale("symbol");
    for (const name of new Set(shown.map((one) => one.origin))) {
      const item = document.createElement("li");
      const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      mark.setAttribute("width", "12"); mark.setAttribute("height", "12"); mark.setAttribute("aria-hidden", "true");
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "path");
      dot.setAttribute("transform", "translate(6 6)"); dot.setAttribute("d", d3.symbol(symbols.apply(name), 50)()); dot.setAttribute("fill", scale.apply(name));
      mark.append(dot); item.append(mark, ` ${name}`); names.append(item);
    }
    box.append(names);
    drag(chart);
  };
  // Dragging over the picture chooses a period; a double click shows all of it again.
  const drag = (chart) => {
    const x = chart.scale("x");
    let from = null;
    const at = (event) => {
      const svg = chart.tagName === "svg" ? chart : chart.querySelector("svg");
      const share = (event.clientX - svg.getBoundingClientRect().left) * (svg.viewBox.baseVal.width / svg.clientWidth || 1);
      return x.invert(share);
    };
    // Plot keeps this event to itself, so it is heard before.
    chart.addEventListener("pointerdown", (event) => { if (!event.target.closest("a")) from = at(event); }, { capture: true });
    chart.addEventListener("pointerup", (event) => {
      if (!from) return;
      const to = at(event);
      if (Math.abs(to - from) > 43200000) { period = from < to ? [from, to] : [to, from]; draw(); }
      from = null;
    });
    chart.addEventListener("dblclick", () => { period = null; draw(); });
  };
  document.getElementById("figure-help").textContent += " Drag over the picture to choose a period; a double click shows all of it.";
  draw();
  let waiting, width = box.clientWidth;
  new ResizeObserver(() => {
    if (box.clientWidth === width) return;
    width = box.clientWidth;
    clearTimeout(waiting);
    waiting = setTimeout(draw, 150);
  }).observe(box);
})();
