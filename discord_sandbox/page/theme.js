/** Light, dark, or as the system has it. */

import { keep, recall } from "./memory.js";

const ORDER = ["system", "light", "dark"];
const SIGNS = { system: "◐", light: "☀", dark: "☾" };

/** Make a button go through the themes, beginning with the one kept from last time. */
export function offerThemes(button) {
  let theme = ORDER.includes(recall("theme", "system")) ? recall("theme", "system") : "system";
  const apply = () => {
    document.documentElement.dataset.theme = theme;
    button.textContent = SIGNS[theme];
    button.setAttribute("aria-label", `Theme: ${theme}`);
    button.title = `Theme: ${theme}`;
  };
  button.addEventListener("click", () => {
    theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
    keep("theme", theme);
    apply();
  });
  apply();
}
