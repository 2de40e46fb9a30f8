/**
 * Building the page out of nodes. Nothing here, and nothing that uses it, ever
 * turns a string into markup: text becomes text nodes.
 */

const FORBIDDEN = new Set(["innerhtml", "outerhtml", "srcdoc", "style"]);
let counter = 0;

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag the element's name
 * @param {Object<string, *>} attributes `on…` functions listen; null, undefined and false are left out
 * @param {...(Node|string|number|null|undefined|false|Array)} children text or nodes, nested any way you like
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (FORBIDDEN.has(name.toLowerCase())) throw new TypeError(`${name} is not set from here`);
    if (name.startsWith("on")) {
      if (typeof value !== "function") throw new TypeError(`${name} needs a function`);
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

/**
 * Call a function with the detail of each custom event of this name.
 * @param {EventTarget} target
 * @param {string} name
 * @param {(detail: any) => void} act
 */
export function onDetail(target, name, act) {
  target.addEventListener(name, (event) => act(/** @type {CustomEvent} */ (event).detail));
}

/** Flatten children and drop what is nothing. */
function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Return an id that no other element has. */
export function uniqueId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** Return text that only screen readers say. */
export function spoken(text) {
  return h("span", { class: "spoken" }, text);
}

/** Return the address if it is http(s) or of this page, else null. */
export function safeAddress(raw) {
  if (typeof raw !== "string" || !URL.canParse(raw, location.href)) return null;
  const address = new URL(raw, location.href);
  return ["http:", "https:"].includes(address.protocol) ? address.href : null;
}

/** Say whether an address is served by this page's own server; nothing else is ever loaded. */
export function isLocal(address) {
  return address !== null && new URL(address).origin === location.origin;
}

/** Return a link that opens elsewhere, or its bare content where the address is not one to follow. */
export function link(raw, ...children) {
  const href = safeAddress(raw);
  if (href === null) return h("span", {}, ...children);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow", title: href }, ...children);
}

/** Give an element a colour that Discord writes as a number (0xRRGGBB). */
export function tint(element, number) {
  if (Number.isInteger(number)) {
    element.style.setProperty("--tint", `#${number.toString(16).padStart(6, "0").slice(-6)}`);
    element.classList.add("tinted");
  }
  return element;
}

/** Return a file size for people. */
export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const units = ["bytes", "KB", "MB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)));
  return `${(bytes / 1024 ** step).toLocaleString(undefined, { maximumFractionDigits: 1 })} ${units[step]}`;
}

/** Return the length of a text as Discord's API counts it: a character outside the basic plane is one. */
export function lengthOf(text) {
  return [...text].length;
}
