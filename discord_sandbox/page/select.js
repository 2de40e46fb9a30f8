/** Select menus, in messages (a choice is sent) and in forms (a choice is kept until the form is). */

import { h } from "./dom.js";
import { Listbox } from "./listbox.js";
import { isThread } from "./permissions.js";
import { displayName } from "./state.js";

/** @import { Item } from "./listbox.js" */

const STRING = 3;
const USER = 5;
const ROLE = 6;
const MENTIONABLE = 7;
const CHANNEL = 8;

/** The component types that are selects. */
export const SELECTS = new Set([STRING, USER, ROLE, MENTIONABLE, CHANNEL]);

/** Return what can be chosen in a select component, as items of a listbox. */
export function choicesOf(component, state) {
  const chosen = new Set((component.default_values ?? []).map((each) => String(each.id)));
  const item = (value, label, mark) => ({ value, label, mark, selected: chosen.has(value) });
  const users = () => state.members.map((user) => item(user.id, displayName(user), "@"));
  const roles = () =>
    (state.guild?.roles ?? []).map((role) => item(role.id, role.name.replace(/^@/, ""), "@"));
  const channels = () => {
    const types = new Set(component.channel_types ?? []);
    const fits = (channel) => !types.size || types.has(channel.type);
    const seen = state.guild ? state.channelsOf(state.guild).filter(fits) : [];
    return seen.map((channel) => item(channel.id, channel.name, isThread(channel) ? "↳" : "#"));
  };
  const makers = {
    [STRING]: () => (component.options ?? []).map(stringItem),
    [USER]: users,
    [ROLE]: roles,
    [MENTIONABLE]: () => [...users(), ...roles()],
    [CHANNEL]: channels,
  };
  return makers[component.type]();
}

function stringItem(option) {
  const { value, label, description, emoji } = option;
  return {
    value,
    label,
    detail: description,
    mark: emoji?.id ? `:${emoji.name}:` : emoji?.name,
    selected: Boolean(option.default),
  };
}

/**
 * A select menu.
 * @param {Object} component Discord's component
 * @param {Array<Item>} items what can be chosen
 * @param {{label: string, labelledby?: string, onsubmit?: (values: string[], control: HTMLElement) => void}} settings
 *   with `onsubmit` a choice is sent as soon as it is complete
 */
export class Select {
  #items;
  #least;
  #most;
  #list;
  #trigger;
  #done;
  #settings;
  #before = [];

  constructor(component, items, settings) {
    this.#items = items;
    this.#settings = settings;
    this.#least = component.min_values ?? 1;
    this.#most = component.max_values ?? 1;
    this.placeholder = component.placeholder || "Choose…";
    this.#trigger = h("button", {
      type: "button",
      class: "select-trigger",
      "data-control": true,
      "data-custom-id": component.custom_id,
      disabled: Boolean(component.disabled),
      onclick: () => (this.#list.open ? this.#close() : this.#open()),
      onkeydown: (event) => this.#key(event),
    });
    this.#list = new Listbox(this.#trigger, {
      label: settings.label,
      multiple: this.#many,
      onpick: (item) => this.#pick(item),
    });
    this.element = h(
      "div",
      { class: "select", onfocusout: (event) => this.#left(event) },
      this.#trigger,
      this.#popup(),
    );
    this.#describe();
  }

  /** The values chosen. */
  get values() {
    return this.#items.filter((item) => item.selected).map((item) => item.value);
  }

  get control() {
    return this.#trigger;
  }

  /** Several may be chosen, or none: then "Done" ends the choice. */
  get #many() {
    return this.#most > 1 || this.#least === 0;
  }

  #popup() {
    if (!this.#many) return h("div", { class: "popup select-popup" }, this.#list.element);
    const amount =
      this.#least === this.#most ? `Choose ${this.#most}` : `Choose ${this.#least} to ${this.#most}`;
    this.#done = h(
      "button",
      { type: "button", class: "button primary small", onclick: () => this.#finish() },
      "Done",
    );
    const foot = h("div", { class: "select-foot" }, h("span", {}, amount), this.#done);
    return h("div", { class: "popup select-popup" }, this.#list.element, foot);
  }

  #open() {
    this.#before = this.values;
    this.#limit();
    const first = this.#items.findIndex((item) => item.selected);
    this.#list.show(this.#items, Math.max(0, first));
    this.element.classList.add("open");
    this.element.lastElementChild.scrollIntoView({ block: "nearest" });
  }

  #close({ keep = !this.#settings.onsubmit } = {}) {
    if (!keep) for (const item of this.#items) item.selected = this.#before.includes(item.value);
    this.#list.hide();
    this.element.classList.remove("open");
    this.#describe();
  }

  #finish() {
    if (this.values.length < this.#least) return;
    this.#trigger.focus();
    this.#close({ keep: true });
    this.#settings.onsubmit?.(this.values, this.#trigger);
  }

  #pick(item) {
    if (!this.#many) for (const other of this.#items) other.selected = other === item;
    else item.selected = !item.selected;
    if (!this.#many) {
      this.#finish();
      return;
    }
    this.#limit();
    this.#list.refresh();
    this.#describe();
  }

  #limit() {
    const full = this.#many && this.values.length >= this.#most;
    for (const item of this.#items) item.disabled = full && !item.selected;
    this.#done?.toggleAttribute("disabled", this.values.length < this.#least);
  }

  #key(event) {
    const { key } = event;
    if (!this.#list.open) {
      if (key === "ArrowDown" || key === "ArrowUp") {
        event.preventDefault();
        this.#open();
      }
    } else if (key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (key === "Enter" || key === " ") {
      event.preventDefault();
      this.#list.pickActive();
    } else if (key === "Home" || key === "End") {
      event.preventDefault();
      this.#list.goTo(key === "Home" ? 0 : this.#items.length - 1);
    } else if (!this.#list.steer(event) && key.length === 1 && !event.ctrlKey && !event.metaKey) {
      this.#list.find(key);
    }
  }

  #left(event) {
    if (this.#list.open && !this.element.contains(event.relatedTarget)) this.#close();
  }

  #describe() {
    const labels = this.#items.filter((item) => item.selected).map((item) => item.label);
    const words = labels.length ? labels.join(", ") : this.placeholder;
    this.#trigger.replaceChildren(
      h("span", { class: labels.length ? "select-value" : "select-value empty" }, words),
      h("span", { class: "chevron", "aria-hidden": "true" }),
    );
    const name = this.#settings.label;
    this.#trigger.setAttribute("aria-label", labels.length ? `${name}: ${words}` : name);
  }
}
