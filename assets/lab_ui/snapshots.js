// The whole world, saved and brought back.

import { get, send } from "./api.js";
import { $, button, element, fill, fillList } from "./dom.js";
import { onNews, tells } from "./feed.js";
import { megabytes, moment } from "./format.js";
import { attempt, on, sure } from "./problems.js";
import { t } from "./words.js";

let list = [];
let outcome = null;

export function start() {
  $("snapshot-form").onsubmit = on(make);
  onNews((news, isNewWorld) => (isNewWorld || tells(news, "snapshot_wanted")) && attempt(refresh));
}

async function refresh() {
  list = (await get("/snapshots")).snapshots;
  show();
}

export function show() {
  fillList($("snapshots"), $("no-snapshots"), list, snapshot);
  fill($("snapshot-outcome"), ...(outcome ? [element("p", {}, t(outcome.word, outcome.facts)), ...outcome.parts.map(part)] : []));
}

async function make() {
  const name = $("snapshot-name").value;
  $("snapshot-make").disabled = true;
  try {
    const made = await send("POST", "/snapshots", { name });
    outcome = { word: "snapshot_made", facts: { name }, parts: made.parts };
    $("snapshot-name").value = "";
  } finally {
    $("snapshot-make").disabled = false;
    await refresh();
  }
}

async function restore(name) {
  if (!(await sure(t("restore_sure", { name })))) return;
  const restored = await send("POST", `/snapshots/${encodeURIComponent(name)}/restore`);
  outcome = { word: "restored", facts: { name, at: moment(restored.at) }, parts: restored.parts };
  show();
}

async function remove(name) {
  if (!(await sure(t("remove_sure", { name })))) return;
  await send("DELETE", `/snapshots/${encodeURIComponent(name)}`);
  await refresh();
}

function snapshot(one) {
  const facts = { ...one, at: moment(one.at), size: megabytes(one.size) };
  return element(
    "li",
    { className: "item", data: { snapshot: one.name } },
    element(
      "div",
      { className: "bar" },
      element("strong", { className: "grow" }, one.name),
      button(t("restore"), on(() => restore(one.name)), "small restore"),
      button(t("remove"), on(() => remove(one.name)), "small remove"),
    ),
    element("div", { className: "detail" }, t("snapshot_facts", facts)),
    ...one.parts.map(part),
  );
}

const part = (one) => element("div", { className: "detail" }, `${one.part}: ${t(`part_${one.outcome}`)}${one.detail ? ` (${one.detail})` : ""}`);
