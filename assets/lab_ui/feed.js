// News from the lab: one long poll after another. Whoever wants to know what changed listens here.

import { get, hasToken, Offline, Problem } from "./api.js";
import { $ } from "./dom.js";
import { tell } from "./problems.js";

const WAIT = 0.5; // seconds that the backend may take for one answer
const AGAIN = 1000; // milliseconds after a failure
const listeners = [];
let generation = 0;

/** `listener(news, isNewWorld)` hears every answer; its `events` may be none. */
export const onNews = (listener) => listeners.push(listener);

/** Listen from now on; a second call takes the place of the first. */
export async function follow() {
  generation += 1;
  const mine = generation;
  let news = null;
  while (mine === generation && hasToken()) {
    try {
      const next = await get("/events", news === null ? {} : { after: news.next, wait: WAIT });
      $("offline").hidden = true;
      const isNewWorld = news === null || news.generation !== next.generation;
      news = next;
      for (const listener of listeners) listener(news, isNewWorld);
    } catch (error) {
      if (error instanceof Problem && error.status === 401) tell(error);
      else $("offline").hidden = !(error instanceof Offline || error.status >= 500);
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
}

/** Whether the news hold an event of one of these kinds. */
export const tells = (news, ...kinds) => news.events.some((event) => kinds.includes(event.kind));
