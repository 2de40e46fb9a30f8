/** One option of a command, while it is being filled in. */

import { h, lengthOf, uniqueId } from "./dom.js";
import { Listbox } from "./listbox.js";
import { choicesOf } from "./select.js";

/** @import { State } from "./state.js" */

const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const ROLE = 8;
const MENTIONABLE = 9;
const NUMBER = 10;

const PAUSE_MS = 150;
const SHOWN = 25;
const MOST_TEXT = 6000;
/** The select component that offers what an option of this type takes. */
const AS_SELECT = { [USER]: 5, [ROLE]: 6, [MENTIONABLE]: 7, [CHANNEL]: 8 };

/** A labelled input; where there is something to choose from, a combobox with its list above the composer. */
export class Field {
  #state;
  #complete;
  #list = null;
  #picked = null;
  #timer = null;
  #asked = 0;

  /**
   * @param {Object} option as registered
   * @param {State} state
   * @param {(field: Field) => Promise<Object[]>} complete asks the bot for choices
   * @param {HTMLElement} lists where the list of choices is drawn
   */
  constructor(option, state, complete, lists) {
    this.option = option;
    this.#state = state;
    this.#complete = complete;
    const id = uniqueId("option");
    this.input = h("input", {
      id,
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      inputmode: option.type === INTEGER ? "numeric" : option.type === NUMBER ? "decimal" : null,
      placeholder: option.required ? "" : "optional",
      "aria-required": option.required ? "true" : null,
      "aria-describedby": "composer-hint",
      oninput: () => this.#typed(),
      onfocus: () => this.#offer(),
      onblur: () => this.#left(),
    });
    this.element = h("div", { class: "field-chip" }, h("label", { for: id }, option.name), this.input);
    if (this.#chooses) {
      this.#list = new Listbox(this.input, { label: option.name, onpick: (item) => this.#pick(item) });
      this.input.setAttribute("aria-autocomplete", "list");
      lists.append(this.#list.element);
    }
  }

  get #chooses() {
    const { type, choices, autocomplete } = this.option;
    return Boolean(choices?.length || autocomplete || type === BOOLEAN || type in AS_SELECT);
  }

  get empty() {
    return this.input.value.trim() === "";
  }

  /** What the option asks for, in a sentence. */
  get hint() {
    const { name, description, required, min_value: least, max_value: most } = this.option;
    const range = least !== undefined && most !== undefined ? ` (${least} to ${most})` : "";
    return `${name}: ${description}${range}${required ? "" : " · optional"}`;
  }

  /** Put text into the field as if it had been typed. */
  write(value) {
    this.input.value = value;
    this.#picked = null;
  }

  /** The value as text while it is being completed. */
  get raw() {
    return this.#picked?.value ?? this.input.value;
  }

  /**
   * Read the value as Discord's API wants it.
   * @returns {{value: *}|{error: string}|null} null for an optional field left empty
   */
  read() {
    const typed = this.input.value.trim();
    const { name, required, type } = this.option;
    if (!typed) return required ? { error: `${name} is needed` } : null;
    if (this.#picked) return { value: this.#picked.value };
    if (type === INTEGER || type === NUMBER) return this.#chosen(typed) ?? this.#number(typed);
    if (this.option.choices?.length || type === BOOLEAN || type in AS_SELECT) {
      return this.#chosen(typed) ?? { error: `${name}: choose one of the list` };
    }
    if (type !== STRING) return { error: `${name}: files cannot be sent from here` };
    return this.#text(typed);
  }

  /** Show whether the value is wrong. */
  mark(wrong) {
    this.element.classList.toggle("wrong", wrong);
    if (wrong) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  /** Take a key meant for the open list; say whether it was. */
  key(event) {
    if (!this.#list) return false;
    if (!this.#list.open && event.key === "ArrowDown") {
      event.preventDefault();
      this.#offer();
      return true;
    }
    if (event.key === "Escape" && this.#list.open) {
      this.#list.hide();
      return true;
    }
    if ((event.key === "Enter" || event.key === "Tab") && this.#list.active && !event.shiftKey) {
      if (event.key === "Enter") event.preventDefault();
      return this.#list.pickActive() && event.key === "Enter";
    }
    return this.#list.steer(event);
  }

  /** Take the list of choices off the page. */
  remove() {
    clearTimeout(this.#timer);
    this.#list?.element.remove();
    this.#list = null;
  }

  #text(typed) {
    const { name, min_length: least = 0, max_length: most = MOST_TEXT } = this.option;
    const length = lengthOf(typed);
    if (length > most) return { error: `${name}: at most ${most} characters, not ${length}` };
    return length < least ? { error: `${name}: at least ${least} characters` } : { value: typed };
  }

  #number(typed) {
    const { name, type, min_value: least, max_value: most } = this.option;
    const value = Number(typed.replace(",", "."));
    if (!Number.isFinite(value) || (type === INTEGER && !Number.isSafeInteger(value))) {
      return { error: `${name}: ${type === INTEGER ? "a whole number" : "a number"}, please` };
    }
    if (value < (least ?? -Infinity)) return { error: `${name}: at least ${least}` };
    if (value > (most ?? Infinity)) return { error: `${name}: at most ${most}` };
    return { value };
  }

  #chosen(typed) {
    const wanted = typed.replace(/^(<?[@#]&?!?)|>$/g, "").toLowerCase();
    const found = this.#items().find(
      ({ label, value }) => label.toLowerCase() === wanted || String(value).toLowerCase() === wanted,
    );
    return found && { value: found.value };
  }

  #items() {
    const { type, choices, channel_types: types } = this.option;
    if (choices?.length) return choices.map(({ name, value }) => ({ label: name, value }));
    if (type === BOOLEAN)
      return [
        { label: "True", value: true },
        { label: "False", value: false },
      ];
    if (type in AS_SELECT) return choicesOf({ type: AS_SELECT[type], channel_types: types }, this.#state);
    return [];
  }

  #typed() {
    this.#picked = null;
    this.mark(false);
    this.#offer();
  }

  #offer() {
    if (!this.#list) return;
    clearTimeout(this.#timer);
    if (this.option.autocomplete) {
      this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
      return;
    }
    const typed = this.#picked ? "" : this.input.value.trim().toLowerCase();
    this.#list.show(
      this.#items()
        .filter(({ label }) => label.toLowerCase().includes(typed))
        .slice(0, SHOWN),
      typed ? 0 : -1,
    );
  }

  async #ask() {
    this.#asked += 1;
    const number = this.#asked;
    this.element.classList.add("asking");
    let choices = [];
    try {
      choices = await this.#complete(this);
    } catch {
      // without suggestions one can still type
    }
    if (number !== this.#asked) return;
    this.element.classList.remove("asking");
    if (document.activeElement !== this.input || !this.#list) return;
    const typed = this.raw;
    const exact = typed === "" || choices.some(({ name, value }) => name === typed || value === typed);
    this.#list.show(
      choices.slice(0, SHOWN).map(({ name, value }) => ({ label: name, value })),
      exact ? -1 : 0,
    );
  }

  #pick(item) {
    this.#picked = item;
    this.input.value = item.label;
    this.#list.hide();
    this.mark(false);
    this.element.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: this }));
  }

  #left() {
    clearTimeout(this.#timer);
    this.#list?.hide();
  }
}
