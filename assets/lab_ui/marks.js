// What is to be seen of a call at once: how it ended, and what is special about it.

import { element } from "./dom.js";
import { t } from "./words.js";

export function statusClass(call) {
  if (call.status === null || isUnseen(call)) return "status lost";
  return `status ${call.status >= 500 ? "broken" : call.is_refused ? "refused" : ""}`;
}

/** Whether an answer didn't reach its client, or not all of it: a call of which only the server tells isn't one. */
export const isUnseen = (call) => call.status !== null && ["part", "nothing"].includes(call.sent);

export function marks(call) {
  const found = [];
  if (isUnseen(call)) found.push(mark("unseen", t(`mark_${call.sent}`)));
  if (call.undone) found.push(mark("undone", t("mark_undone")));
  if (call.hit) found.push(mark("fault", t("mark_fault", { fault: call.hit.fault })));
  if (call.repeat) found.push(mark("repeat", call.repeat.by === "library" ? t("mark_library") : t("mark_network")));
  for (const tag of call.tags) found.push(mark("tag", tag));
  const [code] = call.hit ? call.codes.slice(1) : call.codes; // the first one of a call that was hit is the fault's
  if (call.is_refused && code) found.push(mark("code", code));
  return found;
}

const mark = (kind, text) => element("span", { className: `mark ${kind}`, title: text }, text);
