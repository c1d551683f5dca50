// Times and amounts as a person reads them.

const two = (number) => String(number).padStart(2, "0");

/** 14:03:21, on the reader's own watch. */
export function time(text) {
  const at = new Date(text);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** 2026-11-22 14:03:21 */
export function moment(text) {
  const at = new Date(text);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time(text)}`;
}

export function milliseconds(number) {
  if (number === null) return "";
  if (number >= 999.5) return `${(number / 1000).toFixed(1)} s`;
  return number < 9.95 ? `${number.toFixed(1)} ms` : `${Math.round(number)} ms`;
}

export const pounds = (number) => `£${number.toFixed(2)}`;

export const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

/** A path without what most of them have in common. */
export const shortPath = (path) => path.replace(/\/api\/(vending|chinese)\//, "…/").replace("session/{session_id}/", "");

/** JSON indented, and anything else as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
