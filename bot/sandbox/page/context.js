/**
 * What the parts of a message need of the page around them: names, and what a press does.
 *
 * @typedef {Object} Context
 * @property {State} state
 * @property {Object} names names by id, for mentions
 * @property {function(string): void} typeCommand puts "/path" into the composer
 * @property {function(string): void} openChannel
 * @property {function(Object): void} dismiss takes a private message away
 * @property {function(Object, string[]|null, HTMLElement): void} press uses a component of the message
 * @property {function(Object): Object} media resolves "attachment://name" to what was attached
 */

import { h } from "./dom.js";

/** Makes the context of each message. */
export class Contexts {
  #shared;
  #interactions;

  /**
   * @param {{state: State, typeCommand: function, openChannel: function, dismiss: function}} shared
   * @param {function(): Interactions} interactions the present person's
   */
  constructor(shared, interactions) {
    this.#shared = { ...shared, names: shared.state.names };
    this.#interactions = interactions;
  }

  /** The context of text that belongs to no message (forms). */
  get plain() {
    return { ...this.#shared, media: (media) => media, press: () => {} };
  }

  /** The context of one message and its article. */
  forMessage(message, element) {
    return {
      ...this.#shared,
      media: (media) => resolve(media, message),
      press: (component, values, control) => this.#press(message, component, values, control, element),
    };
  }

  async #press(message, component, values, control, element) {
    if (control.getAttribute("aria-busy") === "true") return;
    control.setAttribute("aria-busy", "true");
    element.querySelector(".failure")?.remove();
    try {
      await this.#interactions().press(message, component, values);
    } catch (failed) {
      element.append(failure(failed.message));
    } finally {
      control.removeAttribute("aria-busy");
    }
  }
}

/** Return the line that says what went wrong. */
export function failure(words) {
  return h("p", { class: "failure", role: "alert" }, words);
}

function resolve(media, message) {
  const name = media.url?.startsWith("attachment://") ? media.url.slice("attachment://".length) : null;
  const found = name && message.attachments?.find((each) => each.filename === name);
  return found ? { ...media, url: found.url, width: found.width, height: found.height } : media;
}
