/** Keeping a person's place when what they use is drawn anew. */

/** Return where the focus is inside an element, or null if it is elsewhere. */
export function placeIn(element) {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !element.contains(focused)) return null;
  const { customId } = focused.dataset;
  return { customId, label: labelOf(focused) };
}

/**
 * Put the focus back: on the control with the same custom id, else on the one with the same label, else on
 * the element itself, from where Tab leads to its controls.
 */
export function restore(element, place) {
  if (place === null) return;
  const controls = [...element.querySelectorAll("[data-control]:not(:disabled)")];
  const same =
    controls.find((control) => place.customId && control.dataset.customId === place.customId) ??
    controls.find((control) => place.label && labelOf(control) === place.label);
  (same ?? element).focus({ preventScroll: true });
}

function labelOf(element) {
  return element.getAttribute("aria-label") ?? element.textContent.trim();
}
