/** Who is who at a glance: initials on a colour that follows from the id. */

import { h } from "./dom.js";
import { displayName } from "./state.js";

const HUES = 6;

/** Return a small picture of an account; its name stands beside it, so it is silent. */
export function avatar(user) {
  const words = (displayName(user) ?? "?").trim().split(/\s+/);
  const initials = words.length > 1 ? words[0][0] + words.at(-1)[0] : words[0].slice(0, 1);
  const hue = Number(BigInt(/^\d+$/.test(user?.id) ? user.id : "0") % 9973n) % HUES;
  return h(
    "span",
    { class: `avatar hue-${hue}${user?.bot ? " app" : ""}`, "aria-hidden": "true" },
    initials.toUpperCase(),
  );
}
