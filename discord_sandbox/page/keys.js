/** Keys for the whole page: 1 to 9 press buttons; Escape, or just typing, leads to the composer. */

const TEXT = "textarea, input:not([type=radio], [type=checkbox])";
const BUTTONS = "button.button[data-control]:not(:disabled, .danger)";
const MOST = 9;

/**
 * Listen for keys, and number the buttons that they press: those of the message with the focus, else those of
 * the newest message that has any.
 * @param {HTMLElement} log
 * @param {{focus: () => void}} composer
 */
export function listenForKeys(log, composer) {
  const number = () => {
    for (const button of log.querySelectorAll("[data-key]")) {
      button.removeAttribute("data-key");
      button.removeAttribute("aria-keyshortcuts");
    }
    buttons(log).forEach((button, index) => {
      button.setAttribute("data-key", String(index + 1));
      button.setAttribute("aria-keyshortcuts", String(index + 1));
    });
  };
  new MutationObserver(number).observe(log, { childList: true, subtree: true });
  log.addEventListener("focusin", number);
  log.addEventListener("focusout", number);
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.repeat && event.key === "Enter" && target.matches("[data-control]")) event.preventDefault();
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (target.matches(`${TEXT}, [aria-expanded="true"]`) || document.querySelector("dialog[open]")) return;
    if (/^[1-9]$/.test(event.key)) event.repeat || buttons(log)[Number(event.key) - 1]?.click();
    else if (event.key === "Escape" || /^[^ ]$/u.test(event.key)) composer.focus();
  });
}

function buttons(log) {
  const inside = (message) => [...(message?.querySelectorAll(BUTTONS) ?? [])];
  const focused = inside(document.activeElement?.closest("#log .message"));
  const messages = [...log.querySelectorAll(".message")].reverse();
  const found = focused.length ? focused : inside(messages.find((each) => each.querySelector(BUTTONS)));
  return found.slice(0, MOST);
}
