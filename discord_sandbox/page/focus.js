/** Keep people's place when what they use is redrawn, and lead them to the reply. */

let byKeyboard = true;
addEventListener("pointerdown", () => usedKeyboard(false), true);
addEventListener("keydown", () => usedKeyboard(true), true);

/** Note how the page was used last. Until a key is pressed, messages show no ring around what has the focus. */
function usedKeyboard(did) {
  byKeyboard = did;
  document.documentElement.toggleAttribute("data-keyboard", did);
}

/** Return where the focus is inside an element, or null if it is elsewhere. */
export function placeIn(element) {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !element.contains(focused)) return null;
  const { customId } = focused.dataset;
  return { customId, label: labelOf(focused) };
}

/**
 * Put the focus back: on the control with the same custom id, else on the one with the same label, else on
 * the message's main button.
 */
export function restore(element, place) {
  if (place === null) return;
  const controls = controlsOf(element);
  const same =
    controls.find((control) => place.customId && control.dataset.customId === place.customId) ??
    controls.find((control) => place.label && labelOf(control) === place.label);
  if (same) same.focus({ preventScroll: true });
  else focusMain(element);
}

/**
 * Put the focus on a message's only primary button. Of a message with several, or none, the message itself gets
 * it, so that a second press of Enter chooses nothing; Tab leads to its controls.
 */
function focusMain(element) {
  const primary = controlsOf(element).filter((control) => control.classList.contains("primary"));
  (primary.length === 1 ? primary[0] : element).focus({ preventScroll: true });
}

/** Put the focus on a message's primary button, else on its first control, unless it is elsewhere already. */
export function focusFirst(element) {
  if (document.activeElement !== document.body) return;
  const controls = controlsOf(element);
  const first = controls.find((control) => control.classList.contains("primary")) ?? controls[0];
  (first ?? element.querySelector(".message-body :is(a, button)"))?.focus({ preventScroll: true });
}

/** Takes the focus to the reply to something done by keyboard. */
export class Follower {
  #from = null;
  #behind = null;

  /** Something was sent whose reply is to get the focus, if it was done by keyboard. */
  expect() {
    this.#from = byKeyboard ? document.activeElement : null;
  }

  /** A reply is there. Someone who has moved on, or is writing, is left where they are. */
  arrived(element) {
    const from = this.#from;
    const now = /** @type {HTMLInputElement} */ (document.activeElement);
    this.#from = null;
    if (from && document.querySelector("dialog[open]")) this.#behind = element;
    else if (from && !now.value && (now === from || now === document.body)) focusMain(element);
  }

  /** A form was closed, before its reply was there or after. */
  closed() {
    if (this.#behind) focusMain(this.#behind);
    else if (this.#from) this.#from = document.activeElement;
    this.#behind = null;
  }
}

function controlsOf(element) {
  return [...element.querySelectorAll("[data-control]:not(:disabled)")];
}

function labelOf(element) {
  return element.getAttribute("aria-label") ?? element.textContent.trim();
}
