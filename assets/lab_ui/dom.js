// Building what is shown. Foreign text only ever becomes text.

export const $ = (id) => document.getElementById(id);

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "data") Object.assign(made.dataset, value);
    else if (name.startsWith("aria-") || name === "role") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function fill(parent, ...children) {
  parent.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

export function button(word, act, className = "small") {
  return element("button", { type: "button", className, onclick: act }, word);
}

/** A list, and what is said in its place while it has nothing. */
export function fillList(list, empty, items, make) {
  fill(list, ...items.map(make));
  if (empty) empty.hidden = items.length > 0;
}
