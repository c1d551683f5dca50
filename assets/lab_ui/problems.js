// What went wrong with something that a person asked for: in words, until the next attempt.

import { forgetToken, Offline, Problem } from "./api.js";
import { $ } from "./dom.js";
import { t } from "./words.js";

let signOut = () => {};

/** What happens when the token is refused. */
export const onSignedOut = (act) => (signOut = act);

export function tell(error) {
  if (error instanceof Problem && error.status === 401) {
    forgetToken();
    signOut();
    return;
  }
  const box = $("problem");
  box.textContent = error instanceof Offline ? t("offline") : error.message;
  box.hidden = false;
}

/** Do something that a person asked for. */
export async function attempt(act) {
  $("problem").hidden = true;
  try {
    await act();
  } catch (error) {
    tell(error);
  }
}

/** An event handler for it; a form stays on its page. */
export const on = (act) => (event) => {
  event.preventDefault();
  return attempt(() => act(event));
};

/** Ask before something is lost. */
export function sure(question) {
  const dialog = $("confirm");
  $("confirm-text").textContent = question;
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === "yes");
    dialog.returnValue = "no";
    $("confirm-yes").onclick = () => dialog.close("yes");
    $("confirm-no").onclick = () => dialog.close("no");
  });
}
