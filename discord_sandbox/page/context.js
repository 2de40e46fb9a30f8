/**
 * What the parts of a message need of the page around them: names, and what a press does.
 *
 * @typedef {Object} Context
 * @property {State} state
 * @property {Object} names names by id, for mentions
 * @property {(path: string) => void} typeCommand puts "/path" into the composer
 * @property {(channelId: string) => void} openChannel
 * @property {(message: Object) => void} dismiss takes a private message away
 * @property {(component: Object, values: string[]|null, control: HTMLElement) => void} press uses a component of the message
 * @property {(media: Object) => Object} media resolves "attachment://name" to what was attached
 */

import { h } from "./dom.js";
import { isLoading } from "./messages.js";
/** @import { Follower } from "./focus.js" */
/** @import { Interactions } from "./interactions.js" */
/** @import { State } from "./state.js" */

/** Makes the context of each message. */
export class Contexts {
  #shared;
  #interactions;
  #follower;

  /**
   * @param {{state: State, typeCommand: Function, openChannel: Function, dismiss: Function}} shared
   * @param {() => Interactions} interactions the present person's
   * @param {Follower} follower leads to the replies
   */
  constructor(shared, interactions, follower) {
    this.#follower = follower;
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

  /** Say whether a message is an application's, and not its reply to someone else. */
  isReply(message) {
    const user = message.interaction_metadata?.user;
    return message.author?.bot && !isLoading(message) && (!user || user.id === this.#shared.state.person.id);
  }

  async #press(message, component, values, control, element) {
    if (control.getAttribute("aria-busy") === "true") return;
    control.setAttribute("aria-busy", "true");
    element.querySelector(".failure")?.remove();
    this.#follower.expect();
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
