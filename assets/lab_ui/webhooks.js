// Who is told, what was sent, and once more.

import { get, send } from "./api.js";
import { $, button, element, fill, fillList } from "./dom.js";
import { onNews } from "./feed.js";
import { moment } from "./format.js";
import { on } from "./problems.js";
import { t } from "./words.js";

const EVERY = 1500; // milliseconds, while it is looked at
const STATES = { delivered: "good", failed: "bad", pending: "warn" };
let endpoints = [];
let deliveries = [];
let seen = "";

export function start() {
  $("replay-failed").onclick = on(async () => {
    await send("POST", "/webhooks/replay", { state: "failed" });
    await refresh();
  });
  onNews((_, isNewWorld) => isNewWorld && refresh().catch(() => {}));
  setInterval(() => !document.hidden && !$("panel-webhooks").hidden && refresh().catch(() => {}), EVERY);
}

export async function refresh() {
  endpoints = (await get("/webhooks")).webhooks;
  deliveries = (await get("/webhooks/deliveries", { limit: 50 })).deliveries;
  const found = JSON.stringify([endpoints, deliveries]);
  if (found !== seen) show();
  seen = found;
}

export function show() {
  fillList($("webhooks"), $("no-webhooks"), endpoints, endpoint);
  fill($("deliveries"), ...deliveries.map(delivery));
}

const again = (method, path, body) => on(() => send(method, path, body).then(refresh));

function endpoint(one) {
  const path = `/webhooks/${encodeURIComponent(one.webhook_id)}`;
  return element(
    "li",
    { className: "item", data: { webhook: one.webhook_id } },
    element(
      "div",
      { className: "bar" },
      element("strong", { className: "grow" }, one.webhook_url),
      button(t("test"), again("POST", `${path}/test`, { event: one.events[0] }), "small test"),
      button(t("remove"), again("DELETE", path), "small remove"),
    ),
    element("div", { className: "detail" }, one.events.join(", "), one.disabled_at ? ` · ${t("disabled")}` : ""),
  );
}

function delivery(one) {
  const replay = again("POST", `/webhooks/deliveries/${encodeURIComponent(one.message_id)}/replay`);
  return element(
    "li",
    { className: "item", data: { delivery: one.message_id } },
    element(
      "div",
      { className: "bar" },
      element("span", { className: `pill ${STATES[one.state]}` }, t(`delivery_${one.state}`)),
      element("strong", { className: "grow" }, one.event),
      button(t("replay"), replay, "small replay"),
    ),
    element("div", { className: "detail" }, `${one.order_id} → ${one.webhook_url}`),
    ...one.attempts.map(attempted),
  );
}

const attempted = (one, index) => element("div", { className: "detail" }, `${moment(one.at)} `, t("attempt", { number: index + 1, outcome: one.status ?? one.error }));
