/** What the page remembers in this browser: the person, the theme, dismissed messages. */

const PREFIX = "sandbox.";

/** Return what was kept under a name, or `otherwise`. */
export function recall(name, otherwise) {
  try {
    const raw = localStorage.getItem(PREFIX + name);
    return raw === null ? otherwise : JSON.parse(raw);
  } catch {
    return otherwise; // storage is off, or holds what another program wrote
  }
}

/** Keep a value under a name; where storage is off the page works without. */
export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // nothing is lost but convenience
  }
}
