// Bad days: presets as switches, the faults that are in place, and one's own.

import { get, send } from "./api.js";
import { $, button, element, fill, fillList } from "./dom.js";
import { onNews, tells } from "./feed.js";
import { attempt, on } from "./problems.js";
import { language, t } from "./words.js";

const COUNTING = 2000; // milliseconds between two looks at the counts
let presets = [];
let state = { seed: 0, faults: [] };

export function start() {
  $("fault-form").onsubmit = on(setOwn);
  $("seed-form").onsubmit = on(async () => keep(await send("PUT", "/faults-seed", { seed: Number($("seed").value) })));
  onNews((news, isNewWorld) => (isNewWorld || tells(news, "faults_changed")) && attempt(refresh));
  setInterval(count, COUNTING);
}

async function refresh() {
  presets = (await get("/fault-presets")).presets;
  state = await get("/faults");
  $("seed").value = state.seed;
  show();
}

/** The counts change without an event: a call that is hit says nothing to anybody. */
function count() {
  if (state.faults.length && !document.hidden) get("/faults").then(keep, () => {});
}

function keep(faults) {
  if (document.activeElement !== $("seed")) $("seed").value = faults.seed;
  const changed = JSON.stringify(state) !== JSON.stringify(faults);
  state = faults;
  if (changed) showFaults();
}

export function show() {
  fill($("presets"), ...presets.map(preset));
  showFaults();
}

function showFaults() {
  fillList($("faults"), $("no-faults"), state.faults, fault);
  const set = state.faults.filter((one) => !one.spent);
  $("faults-pill").hidden = set.length === 0;
  $("faults-pill").textContent = t("faults_pill", { count: set.length });
}

function preset(one) {
  const box = element("input", { type: "checkbox", checked: one.is_active, data: { preset: one.name } });
  const path = `/fault-presets/${encodeURIComponent(one.name)}`;
  // Afterwards all are read again, so that a switch that could not be thrown goes back.
  box.onchange = () => attempt(() => (box.checked ? send("POST", path, {}) : send("DELETE", path)).finally(refresh));
  const title = language() === "en" ? one.title_en : one.title_zh;
  const text = language() === "en" ? one.text_en : one.text_zh;
  return element("label", { className: "preset" }, box, element("strong", {}, title), element("span", { className: "detail" }, text));
}

function fault(one) {
  const remove = button(t("remove"), on(() => send("DELETE", `/faults/${encodeURIComponent(one.id)}`)), "small remove");
  return element(
    "li",
    { className: one.spent ? "item spent" : "item", data: { fault: one.id } },
    element("div", { className: "bar" }, element("strong", {}, one.id), one.spent ? spent(one) : null, element("span", { className: "space" }), element("span", { className: "counts detail" }, t("counts", one)), remove),
    element("div", { className: "detail" }, element("code", {}, [one.match, one.effect, one.when].map(brief).join(" "))),
  );
}

/** One for whichever machine begins anew with a machine that it hasn't met. */
const spent = (one) => element("span", { className: "mark", title: one.match.machine ? "" : t("spent_hint") }, t("spent"));

/** What was said, without what wasn't. */
const brief = (part) => JSON.stringify(part, (_, value) => (value === null || value === false || value === 0 ? undefined : value));

async function setOwn() {
  $("fault-error").textContent = "";
  let wanted;
  try {
    wanted = JSON.parse($("fault-json").value);
  } catch (error) {
    $("fault-error").textContent = t("fault_not_json", { reason: error.message });
    return;
  }
  try {
    await send("PUT", `/faults/${encodeURIComponent($("fault-id").value)}`, wanted);
  } catch (error) {
    if (error.status === 401) throw error;
    $("fault-error").textContent = error.message;
  }
}
