// Whether money and goods agree, and if not, since which call.

import { get } from "./api.js";
import { openCall } from "./call.js";
import { $, element, fill } from "./dom.js";
import { onNews, tells } from "./feed.js";
import { moment, pounds } from "./format.js";
import { attempt } from "./problems.js";
import { language, t } from "./words.js";

const MONEY = ["paid", "refunded"];
const CASES = ["orders", "printed", "delivered", "under_way"];
const PAUSE = 1500; // milliseconds between two looks: each change is a reason, and many come together
let state = null;
let timer = 0;

export function start() {
  onNews((news, isNewWorld) => {
    if (isNewWorld || tells(news, "ledger_broken", "ledger_repaired")) attempt(refresh);
    else if (news.events.length && !timer) timer = setTimeout(() => attempt(refresh), PAUSE);
  });
}

async function refresh() {
  clearTimeout(timer);
  timer = 0;
  state = await get("/ledger");
  show();
}

export function show() {
  if (state === null) return;
  const is = state.is_balanced ? "good" : "bad";
  $("ledger-verdict").textContent = t(`ledger_${is}`);
  $("ledger-verdict").className = `verdict ${is}`;
  $("ledger-pill").textContent = t(`ledger_pill_${is}`);
  $("ledger-pill").className = `pill ${is}`;
  $("ledger-pill").hidden = false;
  fill($("totals"), ...MONEY.map((name) => total(name, pounds(state.totals[name]))), ...CASES.map((name) => total(name, state.totals[name])));
  fill($("breaks"), ...state.breaks.map(broken));
}

const total = (name, value) => element("div", {}, element("dt", {}, t(`total_${name}`)), element("dd", {}, String(value)));

function broken(one) {
  const calls = one.calls.map((id) => element("button", { type: "button", className: "link", data: { request: id }, onclick: () => openCall(id) }, id));
  return element(
    "li",
    { className: one.repaired_at ? "item repaired" : "item", data: { break: one.number } },
    element("div", { className: "bar" }, element("strong", { className: "grow" }, t(`break_${one.kind}`)), element("span", { className: "when" }, moment(one.at))),
    element("p", {}, language() === "en" ? one.text_en : one.text_zh),
    one.repaired_at ? element("p", { className: "detail" }, t("repaired", { at: moment(one.repaired_at) })) : null,
    calls.length ? element("div", { className: "calls" }, element("span", { className: "detail" }, t("led_to_it")), ...calls) : null,
  );
}
