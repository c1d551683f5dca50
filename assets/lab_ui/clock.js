// The lab's clock, and what happens while its time passes.

import { send } from "./api.js";
import { $, element, fill } from "./dom.js";
import { onNews } from "./feed.js";
import { moment } from "./format.js";
import { on } from "./problems.js";
import { t } from "./words.js";

const TICK = 250; // milliseconds
const MODES = { "clock-real": "real", "clock-freeze": "frozen", "clock-scale": "scaled" };
let state = null;
let received = 0;
let advanced = null;

export function start() {
  onNews((news) => keep(news.clock));
  setInterval(showNow, TICK);
  $("clock-real").onclick = on(() => set({ mode: "real" }));
  $("clock-freeze").onclick = on(() => set({ mode: "frozen" }));
  $("clock-scale").onclick = on(() => set({ mode: "scaled", rate: Number($("clock-rate").value) }));
  for (const one of advances()) one.onclick = on(() => advance({ seconds: Number(one.dataset.advance) }));
  $("advance-next").onclick = on(() => advance({ until: "next_event" }));
}

export function show() {
  if (state === null) return;
  $("clock-mode").textContent = t(`mode_${state.mode}`, { rate: state.rate });
  $("clock-pill").hidden = false;
  $("clock-pill").classList.toggle("warn", state.mode !== "real");
  for (const [id, mode] of Object.entries(MODES)) $(id).setAttribute("aria-pressed", String(state.mode === mode));
  showNow();
  showAdvanced();
}

const advances = () => [...document.querySelectorAll("[data-advance]")];

const set = async (wanted) => keep(await send("PUT", "/clock", wanted));

async function advance(wanted) {
  const buttons = [...advances(), $("advance-next")];
  for (const one of buttons) one.disabled = true;
  $("advanced").textContent = t("advancing");
  try {
    advanced = await send("POST", "/clock/advance", wanted);
    keep(advanced.clock);
  } finally {
    for (const one of buttons) one.disabled = false;
    showAdvanced();
  }
}

function keep(clock) {
  const changed = state === null || state.mode !== clock.mode || state.rate !== clock.rate;
  state = clock;
  received = performance.now();
  if (changed) show();
}

function showNow() {
  if (state === null) return;
  const pace = state.mode === "frozen" ? 0 : state.rate;
  $("clock-now").textContent = moment(new Date(state.now).getTime() + (performance.now() - received) * pace);
}

function showAdvanced() {
  fill($("happened"), ...(advanced === null ? [] : advanced.happened.map(happening)));
  $("advanced").textContent = advanced === null ? "" : t(outcome(), { began: moment(advanced.began), to: moment(advanced.to) });
}

function outcome() {
  if (!advanced.is_complete) return "advanced_partly";
  return advanced.happened.length ? "advanced" : "advanced_nothing";
}

function happening(one) {
  const about = [one.session_id, one.order_id, one.detail].filter(Boolean).join(" · ");
  return element("li", {}, element("span", { className: "when" }, moment(one.at)), t(`happening_${one.kind}`), element("div", { className: "detail" }, about));
}
