// The lab's API: the token, and errors as the sentences that the backend gives.

const KEY = "lab-token";

export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export class Offline extends Error {}

export const hasToken = () => sessionStorage.getItem(KEY) !== null;
export const keepToken = (token) => sessionStorage.setItem(KEY, token);
export const forgetToken = () => sessionStorage.removeItem(KEY);

/** The link that the backend prints has the token behind its #, which no server and no history shall see. */
export function takeTokenFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) keepToken(token);
  if (location.hash) history.replaceState(null, "", location.pathname);
  return token !== null;
}

export const get = (path, query = {}) => ask("GET", path + search(query));
export const send = (method, path, body) => ask(method, path, body);

/** A file of the lab's, as the browser's own download. */
export async function download(path, query, name) {
  const response = await call("GET", path + search(query));
  const address = URL.createObjectURL(await response.blob());
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

function search(query) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

async function ask(method, path, body) {
  const response = await call(method, path, body);
  return response.status === 204 ? null : response.json();
}

async function call(method, path, body) {
  const headers = { Authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ""}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(`/lab${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (error) {
    throw new Offline(error.message);
  }
  if (!response.ok) throw new Problem(response.status, await detailOf(response));
  return response;
}

async function detailOf(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}
