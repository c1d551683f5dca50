// The live calls, the newest on top.

import { download, get } from "./api.js";
import { openCall } from "./call.js";
import { $, element, fill } from "./dom.js";
import { onNews } from "./feed.js";
import { milliseconds, moment, shortPath, time } from "./format.js";
import { marks, statusClass } from "./marks.js";
import { attempt, on } from "./problems.js";
import { t } from "./words.js";

const EVERY = 700; // milliseconds between two looks at the journal
const MOST = 300; // rows that are kept
const TYPING = 250; // milliseconds after the last key
let calls = [];
let last = null;
let round = 0;

export function start() {
  onNews((_, isNewWorld) => isNewWorld && begin());
  $("filter").oninput = debounce(begin);
  $("only-refused").onchange = begin;
  $("export-har").onclick = on(() => download("/journal.har", { ...query(), limit: 1000 }, "pimpmycase-lab.har"));
}

/** Show the newest calls, and follow those that come. */
async function begin() {
  round += 1;
  const mine = round;
  await attempt(async () => {
    const found = await get("/journal", { ...query(), limit: 100 });
    if (mine !== round) return;
    calls = found.calls;
    last = calls.length ? calls[0].id : 0;
    show();
    follow(mine);
  });
}

export function show() {
  fill($("calls"), ...calls.map((call) => row(call)));
  $("no-calls").hidden = calls.length > 0;
}

const query = () => ({ q: $("filter").value.trim(), refused: $("only-refused").checked ? "true" : "" });

async function follow(mine) {
  while (mine === round) {
    await new Promise((resolve) => setTimeout(resolve, EVERY));
    if (document.hidden || mine !== round) continue;
    try {
      const found = await get("/journal", { ...query(), after: last, limit: 200 });
      if (mine === round) add(found);
    } catch {
      // The feed says so, and it heals by itself.
    }
  }
}

function add(found) {
  last = Number(found.next);
  for (const call of found.calls) {
    calls.unshift(call);
    $("calls").prepend(row(call, "new"));
  }
  calls = calls.slice(0, MOST);
  while ($("calls").rows.length > MOST) $("calls").deleteRow(-1);
  $("no-calls").hidden = calls.length > 0;
}

function row(call, className = "") {
  if (call.method === null) {
    return element("tr", { className }, element("td", { className: "time" }, time(call.at)), cell(t("dropped", { count: call.dropped }), 5));
  }
  const open = () => openCall(call.request_id);
  return element(
    "tr",
    { className, tabIndex: 0, data: { request: call.request_id }, onclick: open, onkeydown: (event) => event.key === "Enter" && open() },
    element("td", { className: "time", title: `${t("real_time")}: ${moment(call.real_time)}` }, time(call.at)),
    element("td", { className: statusClass(call) }, call.status === null ? t("lost") : String(call.status)),
    element("td", { title: call.raw ?? call.path }, called(call)),
    element("td", { className: "machine", title: call.machine_id ?? "" }, call.machine_id ?? ""),
    element("td", { className: "took right" }, milliseconds(call.duration_ms)),
    element("td", { className: "who", title: [call.actor, call.user_agent].filter(Boolean).join(", ") }, call.actor.replace(/^client /, "")),
  );
}

/** The marks stay whole, however little room the route has. */
function called(call) {
  const route = element("span", { className: "route" }, element("span", { className: "method" }, call.method), ` ${call.raw ?? shortPath(call.route ?? call.path)}`);
  return element("div", { className: "called" }, route, ...marks(call));
}

const cell = (text, columns) => element("td", { colSpan: columns }, text);

function debounce(act) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, TYPING);
  };
}
