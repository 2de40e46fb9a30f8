/** Where one types: plain messages, and commands with a picker. */

import { interactionData, readLine, runnable, search } from "./catalogue.js";
import { CommandForm } from "./command-form.js";
import { onDetail } from "./dom.js";
import { nonce } from "./interactions.js";
import { Listbox } from "./listbox.js";
/** @import { Api } from "./api.js" */
/** @import { Follower } from "./focus.js" */
/** @import { Interactions } from "./interactions.js" */
/** @import { State } from "./state.js" */
/** @import { Timeline } from "./timeline.js" */

/** The composer. `elements` are those of index.html; `session` gives the present person's api and interactions. */
export class Composer {
  #elements;
  #state;
  #session;
  #timeline;
  #follower;
  #picker;
  #form = null;
  #moved = false;

  /**
   * @param {{form: HTMLFormElement, input: HTMLInputElement, lists: HTMLElement, hint: HTMLElement}} elements
   * @param {State} state
   * @param {Timeline} timeline shows what is being sent
   * @param {Follower} follower leads to the reply of a command
   * @param {() => {api: Api, interactions: Interactions}} session
   */
  constructor(elements, state, timeline, follower, session) {
    this.#follower = follower;
    this.#elements = elements;
    this.#state = state;
    this.#timeline = timeline;
    this.#session = session;
    const { form, input, lists } = elements;
    this.#picker = new Listbox(input, { label: "Commands", onpick: (item) => this.#begin(item.value) });
    lists.append(this.#picker.element);
    input.setAttribute("aria-autocomplete", "list");
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.#picker.hide());
    input.addEventListener("focus", () => this.#typed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#form) this.#form.run();
      else this.#enter();
    });
  }

  /** Start over, with another channel or another person. */
  reset() {
    this.#leaveForm();
    const { input } = this.#elements;
    const { channel, guild, maySend } = this.#state;
    input.value = "";
    this.#picker.hide();
    this.#hint("");
    const where = guild ? `#${channel?.name}` : this.#state.privateName(channel);
    input.placeholder = maySend ? `Message ${where}, or type /` : "Only commands here: type /";
  }

  /** Put a command into the composer, as a click on its mention does. */
  typeCommand(path) {
    const entry = this.#entries().find((each) => each.path === path);
    if (entry) {
      this.#begin(entry);
      return;
    }
    this.#leaveForm();
    this.#elements.input.value = `/${path}`;
    this.#elements.input.focus();
    this.#typed();
  }

  /** Put the focus where one writes. */
  focus() {
    (this.#form ?? this.#elements.input).focus();
  }

  /** Open the picker, as typing "/" does. */
  showCommands() {
    this.#leaveForm();
    this.#elements.input.value = "/";
    this.#elements.input.focus();
  }

  #entries() {
    return runnable(this.#state);
  }

  #typed() {
    const { input } = this.#elements;
    this.#moved = false;
    this.#hint("");
    if (!input.value.startsWith("/")) {
      this.#picker.hide();
      return;
    }
    const entries = this.#entries();
    const line = readLine(entries, input.value);
    if (line && input.value === `/${line.entry.path} ` && line.entry.options.length) {
      this.#begin(line.entry);
      return;
    }
    const found = line?.rest ? [line.entry] : search(entries, input.value.slice(1));
    this.#picker.show(found.map(itemOf));
    if (!found.length)
      this.#hint(this.#state.commands.length ? "No command like that here" : "The bot has no commands yet");
  }

  #key(event) {
    const list = this.#picker;
    if (list.steer(event)) {
      this.#moved = true;
    } else if (event.key === "Escape" && list.open) {
      event.preventDefault();
      list.hide();
    } else if (event.key === "Tab" && !event.shiftKey && list.open) {
      event.preventDefault();
      list.pickActive();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.#enter();
    }
  }

  #enter() {
    const { input } = this.#elements;
    const typed = input.value.trim();
    if (!typed) return;
    if (!typed.startsWith("/")) {
      this.#say(typed);
      return;
    }
    const line = this.#moved ? null : readLine(this.#entries(), typed);
    if (line) this.#runLine(line);
    else if (!this.#picker.pickActive()) this.#hint(`There is no command ${typed.split(" ")[0]} here`, true);
  }

  /** A whole command was typed: run it, unless an option is still missing or wrong. */
  #runLine({ entry, rest }) {
    if (!entry.options.length) {
      this.#run(entry.path, interactionData(entry, []));
      return;
    }
    this.#begin(entry, rest);
    this.#form.run();
  }

  #begin(entry, rest = "") {
    this.#leaveForm();
    this.#picker.hide();
    const { input, lists } = this.#elements;
    const complete = (data) => this.#session().interactions.complete(data);
    const form = new CommandForm(entry, this.#state, complete, lists);
    this.#form = form;
    onDetail(form.element, "run", (data) => this.#run(form.path, data));
    form.element.addEventListener("cancel", () => this.#cancel());
    onDetail(form.element, "hint", (words) => this.#hint(words));
    form.write(rest);
    input.hidden = true;
    input.value = "";
    input.before(form.element);
    form.focus();
  }

  #cancel() {
    const path = this.#form?.path;
    this.#leaveForm();
    this.#hint("");
    this.#elements.input.value = path ? `/${path}` : "";
    this.#elements.input.focus();
  }

  #leaveForm() {
    this.#form?.remove();
    this.#form = null;
    this.#elements.input.hidden = false;
  }

  async #run(path, data) {
    this.#leaveForm();
    this.#elements.input.value = "";
    this.#elements.input.focus();
    this.#picker.hide();
    this.#hint("");
    this.#follower.expect();
    const settled = this.#timeline.sending(path, this.#state.person);
    try {
      await this.#session().interactions.run(data);
      settled();
    } catch (failed) {
      settled(
        failed.message === "This interaction failed" ? "The application did not respond" : failed.message,
      );
    }
  }

  async #say(content) {
    const { input } = this.#elements;
    input.value = "";
    try {
      await this.#session().api.post(`/channels/${this.#state.channelId}/messages`, {
        content,
        nonce: nonce(),
      });
    } catch (refused) {
      input.value = input.value || content;
      this.#hint(`Not sent: ${refused.message}`, true);
    }
  }

  #hint(words, wrong = false) {
    this.#elements.hint.textContent = words;
    this.#elements.hint.classList.toggle("wrong", wrong);
  }
}

function itemOf(entry) {
  const options = entry.options.map((option) => (option.required ? option.name : `[${option.name}]`));
  return { value: entry, label: `/${entry.path}`, more: options.join(" "), detail: entry.description };
}
