// One session as a line of time.

import { get } from "./api.js";
import { openCall } from "./call.js";
import { $, element, fill } from "./dom.js";
import { onNews, tells } from "./feed.js";
import { moment, shortPath, time } from "./format.js";
import { isUnseen } from "./marks.js";
import { attempt } from "./problems.js";
import { t } from "./words.js";

const NEWEST = "";
const STATES = { payment_completed: "good", expired: "warn", cancelled: "warn" };
let sessions = [];

export function start() {
  $("session").onchange = () => attempt(refreshLine);
  onNews((news, isNewWorld) => {
    if (isNewWorld || tells(news, "session_created")) attempt(refresh);
    else if (news.events.some((event) => event.session_id && event.session_id === current()?.session_id)) attempt(refreshLine);
  });
}

export async function refresh() {
  sessions = (await get("/sessions", { limit: 50 })).sessions;
  const chosen = $("session").value;
  const known = sessions.some((one) => one.session_id === chosen);
  fill($("session"), element("option", { value: NEWEST }, t("newest_session")), ...sessions.map((one) => element("option", { value: one.session_id }, one.session_id)));
  $("session").value = known ? chosen : NEWEST;
  await refreshLine();
}

const current = () => sessions.find((one) => one.session_id === $("session").value) ?? sessions[0];

async function refreshLine() {
  const session = current();
  $("no-session").hidden = session !== undefined;
  $("session-status").hidden = session === undefined;
  if (session === undefined) return fill($("timeline"));
  const line = await get(`/sessions/${encodeURIComponent(session.session_id)}/timeline`);
  $("session-status").textContent = line.session.status;
  $("session-status").className = `pill ${STATES[line.session.status] ?? ""}`;
  fill($("timeline"), ...line.entries.map(entry));
}

function entry(one) {
  return element(
    "li",
    { className: `${one.kind} ${one.is_refused ? "refused" : ""}` },
    element("span", { className: "when", title: moment(one.at) }, time(one.at)),
    title(one),
    one.status === null ? null : element("strong", {}, ` ${one.status}`),
    unseen(one),
    one.fault ? element("span", { className: "mark fault" }, t("mark_fault", { fault: one.fault })) : null,
    element("div", { className: "detail" }, details(one)),
  );
}

function title(one) {
  if (one.kind === "event") return t(`event_${one.title}`);
  if (one.kind === "break") return t(`break_${one.title}`);
  if (one.kind === "call" && one.request_id) {
    return element("button", { type: "button", className: "link", title: one.title, onclick: () => openCall(one.request_id) }, shortPath(one.title));
  }
  return one.title;
}

/** Of a call whose answer its client has seen in part, or not at all. */
const unseen = (one) => (isUnseen({ status: one.status, sent: one.data.sent }) ? element("span", { className: "mark unseen" }, t(`mark_${one.data.sent}`)) : null);

function details(one) {
  const told = [one.actor];
  if (one.kind === "event") told.push(...["status", "user_progress", "queue_number"].map((name) => one.data[name]));
  if (one.data.codes?.length) told.push(one.data.codes.join(", "));
  if (one.data.times > 1) told.push(t("times", { count: one.data.times }));
  return told.filter(Boolean).join(" · ");
}
