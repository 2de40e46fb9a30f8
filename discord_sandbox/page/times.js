/** Times as the reader's locale writes them, and "in 5 minutes" that stays true. */

import { h } from "./dom.js";

/** @type {Object<string, Intl.DateTimeFormatOptions>} */
const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const FULL = new Intl.DateTimeFormat(undefined, STYLES.F);
const TIME = new Intl.DateTimeFormat(undefined, STYLES.t);
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
/** @type {Array<[Intl.RelativeTimeFormatUnit, number]>} */
const STEPS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
const LARGEST_SECONDS = 8.64e12;

/**
 * Return `<time>` for Discord's `<t:at:style>`.
 * @param {number} at seconds since 1970
 * @param {string} style one of t T d D f F s S R
 */
export function timeNode(at, style) {
  if (Math.abs(at) > LARGEST_SECONDS) return h("span", { class: "timestamp" }, "Invalid date");
  const instant = new Date(at * 1000);
  const label =
    style === "R" ? relative(at) : new Intl.DateTimeFormat(undefined, STYLES[style]).format(instant);
  const relativeTo = style === "R" ? at : null;
  return h(
    "time",
    {
      class: "timestamp",
      datetime: instant.toISOString(),
      title: FULL.format(instant),
      "data-relative": relativeTo,
    },
    label,
  );
}

/** Return the distance from now in words. */
function relative(at) {
  const distance = at - Date.now() / 1000;
  const [unit, seconds] = STEPS.find(([, size]) => Math.abs(distance) >= size) ?? STEPS.at(-1);
  return RELATIVE.format(Math.trunc(distance / seconds), unit);
}

/** Rewrite every relative time on the page; call it now and then. */
export function refreshTimes() {
  for (const element of /** @type {NodeListOf<HTMLTimeElement>} */ (
    document.querySelectorAll("time[data-relative]")
  )) {
    const words = relative(Number(element.dataset.relative));
    if (element.textContent !== words) element.textContent = words;
  }
}

/** Return when a message was sent: the time of day, with the whole date on hover. */
export function sentAt(iso) {
  const instant = new Date(iso);
  return h("time", { class: "sent", datetime: iso, title: FULL.format(instant) }, TIME.format(instant));
}

/** Return the day of an instant for the line between days. */
export function dayOf(iso) {
  return DAY.format(new Date(iso));
}

/** Return date and time for small print. */
export function stamp(iso) {
  const instant = new Date(iso);
  return h("time", { datetime: iso }, new Intl.DateTimeFormat(undefined, STYLES.s).format(instant));
}
