/** A list of options to choose from, steered from the element that owns it (ARIA: combobox and listbox). */

import { h, uniqueId } from "./dom.js";

/**
 * @typedef {{value: *, label: string, more?: string, detail?: string, mark?: string, selected?: boolean, disabled?: boolean}} Item
 * `more` follows the label in small print, `detail` stands below, `mark` is an emoji or a sign before it.
 */

/** The list. It never has the focus itself: the owner keeps it and names the active option. */
export class Listbox {
  #owner;
  #items = [];
  #index = -1;
  #onpick;
  #multiple;

  /**
   * @param {HTMLElement} owner has, or is given, the role "combobox"
   * @param {{label: string, onpick: (item: Item) => void, multiple?: boolean}} settings
   */
  constructor(owner, { label, onpick, multiple = false }) {
    this.#owner = owner;
    this.#onpick = onpick;
    this.#multiple = multiple;
    this.element = h("ul", {
      role: "listbox",
      id: uniqueId("list"),
      class: "listbox",
      "aria-label": label,
      "aria-multiselectable": multiple ? "true" : null,
      hidden: true,
      onmousedown: (event) => event.preventDefault(),
    });
    owner.setAttribute("role", "combobox");
    owner.setAttribute("aria-haspopup", "listbox");
    owner.setAttribute("aria-controls", this.element.id);
    owner.setAttribute("aria-expanded", "false");
  }

  get open() {
    return !this.element.hidden;
  }

  get active() {
    return this.#items[this.#index] ?? null;
  }

  /** Show these items and make one active (-1: none yet); no items hide the list. */
  show(items, active = 0) {
    this.#items = items;
    this.element.replaceChildren(...items.map((item, index) => this.#option(item, index)));
    this.element.hidden = items.length === 0;
    this.#owner.setAttribute("aria-expanded", String(this.open));
    this.#activate(Math.min(active, items.length - 1));
  }

  hide() {
    this.element.hidden = true;
    this.#owner.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }

  /**
   * Act on a key of the owner: arrows, Home, End, Page Up and Page Down move.
   * @returns {boolean} whether the key was meant for the list
   */
  steer(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (!this.open || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (!(event.key in steps)) return false;
    event.preventDefault();
    const last = this.#items.length - 1;
    const step = steps[event.key];
    let next = this.#index + step;
    if (Math.abs(step) === 1) next = next < 0 ? last : next > last ? 0 : next;
    this.#activate(Math.max(0, Math.min(last, next)));
    return true;
  }

  /** Make the option at `index` active. */
  goTo(index) {
    this.#activate(Math.max(0, Math.min(this.#items.length - 1, index)));
  }

  /** Make the next option that begins with these letters active. */
  find(letters) {
    const order = [...this.#items.keys()].map((step) => (this.#index + 1 + step) % this.#items.length);
    const found = order.find((index) =>
      this.#items[index].label.toLowerCase().startsWith(letters.toLowerCase()),
    );
    if (found !== undefined) this.#activate(found);
  }

  /** Choose the active option; say whether there was one. */
  pickActive() {
    if (!this.open || !this.active || this.active.disabled) return false;
    this.#onpick(this.active);
    return true;
  }

  /** Update which options are selected and which can be. */
  refresh() {
    this.#items.forEach((item, index) => {
      const element = this.element.children[index];
      element.setAttribute("aria-selected", String(Boolean(item.selected)));
      element.toggleAttribute("data-disabled", Boolean(item.disabled));
      if (item.disabled) element.setAttribute("aria-disabled", "true");
      else element.removeAttribute("aria-disabled");
    });
  }

  #option(item, index) {
    return h(
      "li",
      {
        role: "option",
        id: `${this.element.id}-${index}`,
        class: "option",
        "aria-selected": String(Boolean(item.selected)),
        "aria-disabled": item.disabled ? "true" : null,
        "data-disabled": Boolean(item.disabled),
        onclick: () => {
          this.#activate(index);
          this.pickActive();
        },
        onmousemove: () => this.#activate(index, { scroll: false }),
      },
      this.#multiple && h("span", { class: "tick", "aria-hidden": "true" }),
      item.mark && h("span", { class: "option-mark", "aria-hidden": "true" }, item.mark),
      h(
        "span",
        { class: "option-words" },
        h(
          "span",
          { class: "option-label" },
          item.label,
          item.more && h("span", { class: "option-more" }, ` ${item.more}`),
        ),
        item.detail && h("span", { class: "option-detail" }, item.detail),
      ),
    );
  }

  #activate(index, { scroll = true } = {}) {
    this.element.children[this.#index]?.classList.remove("active");
    this.#index = index;
    const element = this.element.children[index];
    element?.classList.add("active");
    if (element) this.#owner.setAttribute("aria-activedescendant", element.id);
    else this.#owner.removeAttribute("aria-activedescendant");
    if (element && scroll) element.scrollIntoView({ block: "nearest" });
  }
}
