// The places of claims on a map that needs no network: boundaries come with the board.
"use strict";
// Lines are kept as their first point and the steps from there, in hundredths of a degree.
const inside = (lines) => ({
  type: "MultiLineString",
  coordinates: lines.map((line) => {
    let [x, y] = [0, 0];
    const points = [];
    for (let at = 0; at < line.length; at += 2) points.push([(x += line[at]) / 100, (y += line[at + 1]) / 100]);
    return points;
  }),
});
(async () => {
  const box = document.getElementById("map-box");
  if (!box || !window.d3?.geoPath || !window.topojson) return;
  let found, world;
  try {
    [found, world] = await Promise.all([box.dataset.source, box.dataset.world].map(async (address) => (await fetch(address)).json()));
  } catch { return; }
  if (!found.places.length) return;
  const json = async (address) => { try { return await (await fetch(address)).json(); } catch { return null; } };
  const divisions = (await Promise.all(found.divisions.map(json))).filter(Boolean).map(inside);
  const numbers = found.works.length ? (await json(box.dataset.numbers)) ?? {} : {};
  box.hidden = false;
  const svg = document.getElementById("map");
  // Drawn as large as it is shown, so that words can be read on a telephone too.
  let width = 0, height = 0;
  const measure = () => {
    width = Math.max(300, svg.clientWidth);
    height = Math.round(Math.max(300, width * 0.54));
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  };
  measure();
  const make = (name, attributes = {}, parent = null) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent?.append(made);
    return made;
  };
  const land = topojson.feature(world, world.objects.countries).features;
  // Ground whose holder is disputed: Natural Earth draws these as countries of their own, or as a part of who holds them.
  const contested = [];
  const holds = new Set(["N. Cyprus", "Somaliland", "W. Sahara", "Kosovo", "Taiwan", "Palestine", "Siachen Glacier", "Abyei"]);
  for (const country of land) if (holds.has(country.properties.name)) contested.push(country);
  const crimea = [34.2, 45.2];
  const russia = land.find((one) => one.properties.name === "Russia");
  if (russia?.geometry.type === "MultiPolygon") {
    for (const rings of russia.geometry.coordinates) {
      const part = { type: "Feature", properties: { name: "Crimea" }, geometry: { type: "Polygon", coordinates: rings } };
      if (d3.geoContains(part, crimea)) contested.push(part);
    }
  }
  const ends = new Map();
  // The border between two countries: what their outlines share.
  const borderOf = (countries) => {
    if (countries.length !== 2) return null;
    const key = countries.join();
    if (!ends.has(key)) {
      const wanted = new Set(countries.map((code) => numbers[code]));
      const line = topojson.mesh(world, world.objects.countries, (one, other) => one !== other && wanted.size === 2 && wanted.has(one.id) && wanted.has(other.id));
      ends.set(key, line.coordinates.length ? line : null);
    }
    return ends.get(key);
  };
  const projection = d3.geoMercator();
  const path = d3.geoPath(projection);
  // Most of what is said, not the one place far off, decides what is shown at first.
  const middle = (values) => {
    const all = values.flatMap(([value, weight]) => Array(Math.min(weight, 50)).fill(value)).sort((one, two) => one - two);
    return [all[Math.floor(all.length * 0.06)], all[Math.ceil(all.length * 0.94) - 1]];
  };
  const fit = () => {
    const [west, east] = middle(found.places.map((one) => [one.lon, one.count]));
    const [south, north] = middle(found.places.map((one) => [one.lat, one.count]));
    const pad = Math.max(0.6, (east - west) * 0.1, (north - south) * 0.1);
    const [low, high] = [Math.max(-75, south - pad), Math.min(78, north + pad)];
    const corners = { type: "MultiPoint", coordinates: [[Math.max(-179, west - pad), low], [Math.min(179, east + pad), high]] };
    projection.fitExtent([[20, 20], [width - 20, height - 20]], corners);
  };
  const last = (place) => place.claims.map((one) => one.day).filter(Boolean).sort();
  const days = [...new Set(found.places.flatMap(last))].sort();
  const slider = document.getElementById("day");
  slider.max = Math.max(0, days.length - 1); slider.value = slider.max;
  slider.setAttribute("aria-label", "The last day shown");
  const draw = () => {
    const until = days[Number(slider.value)] ?? "9999";
    document.getElementById("day-shown").textContent = days.length ? until : "all days";
    svg.replaceChildren();
    const defs = make("defs", {}, svg);
    const hatch = make("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
    make("rect", { width: 6, height: 6 }, hatch); make("path", { d: "M0 0V6" }, hatch);
    const arrow = make("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto" }, defs);
    make("path", { d: "M0 0L8 4L0 8z", fill: "currentColor" }, arrow);
    for (const country of land) make("path", { class: "land", d: path(country) ?? "" }, svg);
    for (const lines of divisions) make("path", { class: "division", d: path(lines) ?? "" }, svg);
    for (const part of contested) {
      const drawn = make("path", { class: "contested", d: path(part) ?? "" }, svg);
      make("title", {}, drawn).textContent = `${part.properties.name}: disputed`;
    }
    for (const work of found.works) {
      if (work.day && work.day > until) continue;
      const line = borderOf(work.countries);
      const at = work.at && projection(work.at);
      const link = make("a", { href: work.href }, svg);
      const kind = `work ${work.status.replaceAll(" ", "-")}`;
      const drawn = line ? make("path", { class: kind, d: path(line) ?? "" }, link) : at ? make("rect", { class: kind, x: at[0] - 5, y: at[1] - 5, width: 10, height: 10 }, link) : null;
      if (drawn) make("title", {}, drawn).textContent = `${work.thing}, ${work.status} (${work.countries.join(" – ")})\n${work.who}: ${work.says}`;
    }
    const shown = found.places.filter((one) => { const own = last(one); return !own.length || own[0] <= until; });
    for (const place of shown) {
      if (!place.radius) continue;
      const around = d3.geoCircle().center([place.lon, place.lat]).radius(Math.min(80, place.radius / 111.2))();
      make("path", { class: `around${place.dispute ? " disputed" : ""}`, d: path(around) ?? "" }, svg);
    }
    for (const one of found.transfers) {
      if (one.day && one.day > until) continue;
      const drawn = make("path", { class: "transfer", d: path({ type: "LineString", coordinates: [one.from, one.to] }) ?? "" }, svg);
      make("title", {}, drawn).textContent = `${one.names[0]} → ${one.names[1]}: ${one.what}. ${one.says}`;
    }
    const points = [];
    for (const place of shown) {
      const at = projection([place.lon, place.lat]);
      if (!at || at[0] < 0 || at[0] > width || at[1] < 0 || at[1] > height) continue;
      const size = 4 + Math.min(6, Math.log2(1 + place.count));
      points.push({ place, at, size });
      const link = make("a", { href: `/claims?place=${encodeURIComponent(place.name)}` }, svg);
      const point = make("circle", { class: `point${place.dispute ? " disputed" : ""}`, cx: at[0], cy: at[1], r: size }, link);
      make("title", {}, point).textContent = `${place.words}\n${place.dispute ?? ""}\n${place.count} claims. ${place.claims[0]?.says ?? ""}`;
    }
    // A name stands right or left of its point, above or below it, where it hides no other point and no other name.
    const taken = points.map(({ at, size }) => [at[0] - size, at[1] - size, at[0] + size, at[1] + size]);
    for (const { place, at, size } of points) {
      const long = 6.8 * place.name.length, gap = size + 3;
      const corners = [[at[0] + gap, at[1] - 7], [at[0] - gap - long, at[1] - 7], [at[0] - long / 2, at[1] - gap - 14], [at[0] - long / 2, at[1] + gap]];
      const free = corners.map(([x, y]) => [x, y, x + long, y + 14]).find((box) => box[0] >= 0 && box[2] <= width && taken.every((one) => one[2] < box[0] || one[0] > box[2] || one[3] < box[1] || one[1] > box[3]));
      if (!free) continue;
      taken.push(free);
      make("text", { x: free[0], y: free[1] + 11 }, svg).textContent = place.name;
    }
    svg.dataset.places = shown.length;
  };
  const zoom = (factor, at = [width / 2, height / 2]) => {
    const [x, y] = projection.translate();
    projection.scale(projection.scale() * factor).translate([at[0] + (x - at[0]) * factor, at[1] + (y - at[1]) * factor]);
    draw();
  };
  document.getElementById("map-tools").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.zoom) zoom(Number(button.dataset.zoom));
    if (button && "fit" in button.dataset) { fit(); draw(); }
  });
  slider.addEventListener("input", draw);
  let from = null;
  svg.addEventListener("pointerdown", (event) => { if (!event.target.closest("a")) { from = [event.clientX, event.clientY]; svg.setPointerCapture(event.pointerId); } });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    const share = width / svg.clientWidth;
    const [x, y] = projection.translate();
    projection.translate([x + (event.clientX - from[0]) * share, y + (event.clientY - from[1]) * share]);
    from = [event.clientX, event.clientY];
    draw();
  });
  svg.addEventListener("pointerup", () => { from = null; });
  fit();
  draw();
  let waiting;
  new ResizeObserver(() => {
    if (svg.clientWidth === width || svg.clientWidth < 300) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => { measure(); fit(); draw(); }, 150);
  }).observe(box);
})();
