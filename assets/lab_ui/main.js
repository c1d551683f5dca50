// The page put together: signing in, tabs, language.

import { forgetToken, get, hasToken, keepToken, takeTokenFromAddress } from "./api.js";
import * as call from "./call.js";
import * as calls from "./calls.js";
import * as clock from "./clock.js";
import { $ } from "./dom.js";
import * as faults from "./faults.js";
import { follow } from "./feed.js";
import * as ledger from "./ledger.js";
import { onSignedOut, tell } from "./problems.js";
import * as snapshots from "./snapshots.js";
import * as timeline from "./timeline.js";
import * as webhooks from "./webhooks.js";
import { onLanguage, switchLanguage, t, translatePage } from "./words.js";

const PARTS = [call, calls, clock, faults, ledger, snapshots, timeline, webhooks];
const TABS = [...document.querySelectorAll("[role=tab]")].map((tab) => tab.dataset.tab);

function translate() {
  translatePage();
  $("language").textContent = t("other_language");
  for (const part of [call, calls, clock, faults, ledger, snapshots, webhooks]) part.show();
  if (!$("signed-in").hidden) timeline.refresh().catch(tell);
}

function choose(tab) {
  for (const one of TABS) $(`panel-${one}`).hidden = one !== tab;
  for (const one of document.querySelectorAll("[role=tab]")) one.setAttribute("aria-selected", String(one.dataset.tab === tab));
  if (tab === "webhooks" && !$("signed-in").hidden) webhooks.refresh().catch(tell);
}

function showSignIn(isWrong) {
  $("signed-in").hidden = true;
  $("signed-out").hidden = false;
  $("signin-error").textContent = isWrong ? t("token_wrong") : "";
  $("token").focus();
}

async function open() {
  try {
    await get("/clock");
  } catch (error) {
    if (error.status === 401) {
      forgetToken();
      showSignIn(true);
      return;
    }
  }
  $("signed-out").hidden = true;
  $("signed-in").hidden = false;
  follow();
}

function enter() {
  if (hasToken()) open();
  else showSignIn(false);
}

takeTokenFromAddress();
window.onhashchange = () => {
  if (takeTokenFromAddress()) enter();
};
onLanguage(translate);
onSignedOut(() => showSignIn(true));
for (const part of PARTS) part.start();
for (const one of document.querySelectorAll("button[data-tab]")) one.onclick = () => choose(one.dataset.tab);
$("language").onclick = switchLanguage;
$("signin").onsubmit = (event) => {
  event.preventDefault();
  keepToken($("token").value.trim());
  open();
};
translate();
choose("session");
enter();
