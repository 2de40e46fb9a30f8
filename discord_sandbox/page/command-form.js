/** A command with its options as fields, in place of the text one types. */

import { divide, interactionData } from "./catalogue.js";
import { h } from "./dom.js";
import { Field } from "./field.js";
/** @import { Entry } from "./catalogue.js" */
/** @import { State } from "./state.js" */

/**
 * Fires `run` (detail: data for the interaction), `cancel` and `hint` (detail: a sentence) on its element.
 */
export class CommandForm {
  #entry;
  #fields;

  /**
   * @param {Entry} entry the command
   * @param {State} state
   * @param {(data: Object) => Promise<Object[]>} complete asks the bot for choices, given interaction data
   * @param {HTMLElement} lists where lists of choices are drawn
   */
  constructor(entry, state, complete, lists) {
    this.#entry = entry;
    this.#fields = entry.options.map(
      (option) => new Field(option, state, (field) => complete(this.#data(field)), lists),
    );
    const away = {
      type: "button",
      class: "chip-away",
      "aria-label": `Cancel /${entry.path}`,
      onclick: () => this.#tell("cancel"),
    };
    this.element = h(
      "div",
      {
        class: "command-form",
        role: "group",
        "aria-label": `Command ${entry.path}`,
        tabindex: "-1",
        onkeydown: (event) => this.#key(event),
        oninput: (event) => this.#jump(event.target),
        onfocusin: (event) => this.#hint(event.target),
        onpicked: () => this.#nextNeeded()?.input.focus(),
      },
      h("span", { class: "command-chip" }, `/${entry.path}`, h("button", away, "×")),
      this.#fields.map((field) => field.element),
    );
  }

  get path() {
    return this.#entry.path;
  }

  /** Fill the fields from free text. */
  write(rest) {
    for (const [name, value] of divide(this.#entry.options, rest)) {
      this.#fields.find((field) => field.option.name === name)?.write(value);
    }
  }

  /** Put the focus where something is still to be written; without options, on the form itself. */
  focus() {
    const target = this.#nextNeeded() ?? this.#fields.find((field) => field.empty) ?? this.#fields.at(-1);
    (target?.input ?? this.element).focus();
    if (!target) this.#tell("hint", `${this.#entry.description} · Enter sends it`);
  }

  /** Run the command, or say what is still wrong. */
  run() {
    const options = [];
    for (const field of this.#fields) {
      const result = field.read();
      field.mark(Boolean(result?.error));
      if (result?.error) {
        field.input.focus();
        this.#tell("hint", result.error);
        return;
      }
      if (result) options.push({ name: field.option.name, type: field.option.type, value: result.value });
    }
    this.#tell("run", interactionData(this.#entry, options));
  }

  remove() {
    for (const field of this.#fields) field.remove();
    this.element.remove();
  }

  /** The command as far as it is filled in, with the field that asks for choices marked. */
  #data(focused) {
    const given = this.#fields.filter((field) => field === focused || !field.empty);
    const options = given.map((field) => {
      const { name, type } = field.option;
      if (field === focused) return { name, type, value: field.raw, focused: true };
      const result = field.read();
      return result && "value" in result ? { name, type, value: result.value } : null;
    });
    return interactionData(this.#entry, options.filter(Boolean));
  }

  #nextNeeded() {
    return this.#fields.find((field) => field.option.required && field.empty);
  }

  #fieldOf(target) {
    return this.#fields.find((field) => field.input === target);
  }

  #key(event) {
    const field = this.#fieldOf(event.target);
    if (field?.key(event)) return;
    const atStart = field
      ? field === this.#fields[0] && field.input.value === ""
      : event.target === this.element;
    if (event.key === "Enter" && event.target.tagName !== "BUTTON") {
      event.preventDefault();
      this.run();
    } else if (event.key === "Escape" || (event.key === "Backspace" && atStart)) {
      event.preventDefault();
      this.#tell("cancel");
    }
  }

  /** Someone who types "name:" in one field means another field. */
  #jump(target) {
    const field = this.#fieldOf(target);
    const named = /(?:^|\s)([\w-]+):$/u.exec(target.value);
    const other = named && this.#fields.find((each) => each.option.name === named[1]);
    if (!field || !other || (other !== field && !other.empty)) return;
    field.write(target.value.slice(0, named.index));
    other.input.focus();
  }

  #hint(target) {
    const field = this.#fieldOf(target);
    if (!field) return;
    const next = this.#fields[this.#fields.indexOf(field) + 1];
    this.#tell("hint", next ? `${field.hint} · Tab goes on to ${next.option.name}` : field.hint);
  }

  #tell(type, detail) {
    this.element.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
