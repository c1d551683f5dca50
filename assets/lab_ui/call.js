// One call with everything that is known of it.

import { get } from "./api.js";
import { $, button, element, fill } from "./dom.js";
import { milliseconds, moment, pretty } from "./format.js";
import { marks, statusClass } from "./marks.js";
import { attempt } from "./problems.js";
import { language, t } from "./words.js";

const FACTS = ["clause", "field", "received", "expected", "nearest_route", "state"];
let shown = null;

export function start() {
  $("close-call").onclick = () => $("call").close();
}

export const openCall = (requestId) =>
  attempt(async () => {
    shown = await get(`/journal/${encodeURIComponent(requestId)}`);
    show();
    if (!$("call").open) $("call").showModal();
  });

export function show() {
  if (shown === null) return;
  const call = shown;
  const query = call.query ? `?${call.query}` : "";
  fill($("call-title"), element("span", { className: statusClass(call) }, call.status === null ? t("lost") : String(call.status)), ` ${call.raw === null ? `${call.method} ${call.path}${query}` : t("no_request")}`, ...marks(call));
  fill($("call-body"), explanation(call.explanation, `${call.method} ${call.route}`), facts(call), ...content("request", call.request, call.raw), ...content("answer", call.answer));
  $("call").scrollTop = 0;
}

/** What was called is no news: the nearest route is told where it is another one. */
function explanation(why, asked) {
  if (!why) return null;
  const known = FACTS.filter((name) => why[name] && why[name] !== asked).flatMap((name) => [element("dt", {}, t(name)), element("dd", {}, why[name])]);
  return element(
    "div",
    { className: "explanation" },
    element("p", {}, language() === "en" ? why.en : why.zh),
    element("dl", { className: "facts" }, ...known),
    ...(why.curl ? [element("h3", {}, t("curl"), " ", copyButton(why.curl)), element("pre", { className: "curl" }, why.curl)] : []),
  );
}

function copyButton(text) {
  const made = button(t("copy"), async () => {
    await attempt(() => navigator.clipboard.writeText(text));
    made.textContent = t("copied");
  });
  made.id = "copy-curl";
  return made;
}

function facts(call) {
  const told = [
    [t("lab_time"), moment(call.at)],
    [t("real_time"), moment(call.real_time)],
    [t("took"), milliseconds(call.duration_ms)],
    [t("who"), [call.actor, call.user_agent].filter(Boolean).join(", ")],
    [t("codes"), call.codes.join(", ")],
    [t("undone"), call.undone],
    [t("body"), lengths(call)],
    [t("connection"), call.connection && t("connection_call", call.connection)],
    [t("tags"), call.tags.join(", ")],
  ];
  return element("dl", { className: "facts" }, ...told.filter(([, value]) => value).flatMap(([name, value]) => [element("dt", {}, name), element("dd", { className: "number" }, value)]));
}

/** Of the request: what its head announced, and what came. */
const lengths = (call) => (call.announced === null || call.announced === call.received ? "" : t("lengths", call));

const content = (name, part, raw = null) => [
  element("h3", {}, t(name)),
  part?.headers.length ? element("pre", { className: "head" }, part.headers.map((line) => `${line.name}: ${line.value}`).join("\n")) : null,
  element("pre", { className: name }, raw ?? (part?.body ? pretty(part.body) : t("empty_body"))),
];
