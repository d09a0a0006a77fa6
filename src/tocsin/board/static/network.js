// Who cites whom, drawn when it is first opened.
"use strict";
(() => {
  const fold = document.getElementById("network-box");
  const box = document.getElementById("network");
  if (!fold || !window.cytoscape) return;
  let drawn = false;
  fold.addEventListener("toggle", async () => {
    if (drawn || !fold.open) return;
    drawn = true;
    const found = await (await fetch(box.dataset.source)).json();
    const colour = (name) => {
      const probe = document.createElement("span");
      probe.hidden = true; box.append(probe); probe.style.color = `var(${name})`;
      const value = getComputedStyle(probe).color; probe.remove(); return value;
    };
    cytoscape.warnings(false);
    const shown = cytoscape({
      container: box,
      elements: [
        ...found.nodes.map((one) => ({ data: { id: one.id, label: one.name, size: 10 + 6 * Math.log2(1 + one.claims) } })),
        ...found.cites.map(([one, two, number]) => ({ data: { source: one, target: two, width: 1 + Math.log2(number) }, classes: "cites" })),
        ...found.contradicts.map(([one, two, number]) => ({ data: { source: one, target: two, width: 1 + Math.log2(number) }, classes: "against" })),
      ],
      style: [
        { selector: "node", style: { label: "data(label)", width: "data(size)", height: "data(size)", "background-color": colour("--accent"), color: colour("--ink"), "font-size": 9, "text-wrap": "wrap", "text-max-width": 110, "text-margin-y": -3, "text-outline-color": colour("--sunk"), "text-outline-width": 2 } },
        { selector: "edge", style: { width: "data(width)", "curve-style": "bezier", "line-color": colour("--strong-line"), "target-arrow-color": colour("--strong-line"), "arrow-scale": 0.8 } },
        { selector: ".cites", style: { "target-arrow-shape": "triangle" } },
        { selector: ".against", style: { "line-color": colour("--no"), "line-style": "dashed" } },
      ],
      layout: { name: "cose", animate: false, nodeRepulsion: () => 12000, idealEdgeLength: () => 90, randomize: false },
    });
    shown.on("tap", "node", (event) => { location.href = `/parties/${encodeURIComponent(event.target.id())}`; });
    box.dataset.drawn = String(found.nodes.length);
  });
})();
