// Keys, and what follows the pointer. Every page works without this file.
"use strict";
(() => {
  const help = document.getElementById("help");
  const keys = document.getElementById("keys");
  keys.hidden = false;
  keys.addEventListener("click", () => help.showModal());

  const rows = () => [...document.querySelectorAll("[data-rows] > li, [data-rows] > tr")];
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
    const target = next.querySelector("a[href], button");
    if (target) { target.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  let leading = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const field = event.target.closest("input, textarea, select, [contenteditable]");
    if (field) { if (event.key === "Escape") field.blur(); return; }
    if (leading) {
      leading = false;
      const page = document.querySelector(`.side a[data-key="${CSS.escape(event.key)}"]`);
      if (page) { event.preventDefault(); page.click(); }
      return;
    }
    const does = {
      "/": () => document.getElementById("ask")?.focus(),
      f: () => document.querySelector("[data-search]")?.focus(),
      j: () => step(1), k: () => step(-1), g: () => { leading = true; setTimeout(() => { leading = false; }, 1500); },
      "?": () => help.showModal(),
    }[event.key];
    if (does) { event.preventDefault(); does(); }
  });

  // A claim in a text and its note light up together.
  const light = (number, on) => {
    for (const one of document.querySelectorAll(`[data-claim~="${number}"]`)) one.classList.toggle("lit", on);
  };
  for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(event, (told) => {
      const at = told.target.closest?.("[data-claim]");
      if (!at) return;
      for (const number of at.dataset.claim.split(" ")) if (number) light(number, on);
      if (on && at.tagName === "MARK") document.querySelector(`.notes [data-claim="${at.dataset.claim.split(" ")[0]}"]`)?.scrollIntoView({ block: "nearest" });
    });
  }

  // On a telephone the list comes first: what narrows it is folded.
  const fold = () => {
    if (matchMedia("(max-width: 48rem)").matches) for (const one of document.querySelectorAll(".facets > details[open]")) one.open = false;
  };
  fold();
  document.addEventListener("htmx:afterSwap", fold);

  // Addresses without what is empty.
  document.addEventListener("htmx:configRequest", (event) => {
    const sent = event.detail.parameters;
    for (const name of Object.keys(sent)) if (sent[name] === "") delete sent[name];
  });

  // What is being worked out tells how far it is, and the page is loaded again when it is there.
  const renew = () => {
    // Nobody loses what they are typing: then it is only told.
    if (document.activeElement?.matches("input, textarea, select")) return false;
    // A page with a picture of its own needs its scripts again.
    if (document.scripts.length > 2 || document.querySelector("[data-frame]")) location.reload();
    else window.htmx.ajax("GET", location.pathname + location.search, { target: "#main", select: "#main", swap: "outerHTML" });
    return true;
  };
  const look = async () => {
    const waiting = [...document.querySelectorAll("[data-waiting]")];
    const keys = [...new Set(waiting.flatMap((one) => one.dataset.waiting.split(" ")))];
    if (!keys.length || document.hidden) return;
    let told;
    try { told = await (await fetch(`/working?${keys.map((key) => `key=${key}`).join("&")}`)).json(); } catch { return; }
    for (const one of waiting) {
      const words = one.dataset.waiting.split(" ").map((key) => told[key]).find((key) => key);
      const progress = one.querySelector("[data-progress]");
      if (progress) progress.textContent = words || "it is there now: load the page again";
    }
    if (keys.some((key) => told[key] === null)) renew();
  };
  setInterval(look, 2000);

  // What others entered meanwhile.
  const live = document.querySelector("[data-events]");
  if (live) {
    const source = new EventSource(live.dataset.events);
    source.addEventListener("changed", () => {
      // Nobody loses what they are typing: then it is only told.
      if (document.activeElement?.matches("input, textarea, select")) document.getElementById("changed").hidden = false;
      else window.htmx.ajax("GET", location.pathname + location.search, { target: "#queue", select: "#queue", swap: "outerHTML" });
    });
    source.addEventListener("open", () => { live.dataset.listening = "true"; });
    window.addEventListener("pagehide", () => source.close());
  }
})();
