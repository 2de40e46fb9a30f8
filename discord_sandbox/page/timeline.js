/** The conversation of one channel: history, what is new, what changed, what went. */

import { avatar } from "./avatars.js";
import { failure } from "./context.js";
import { h } from "./dom.js";
import { focusFirst, placeIn, restore } from "./focus.js";
import { keep, recall } from "./memory.js";
import { article, fill, isLoading, isPrivate } from "./messages.js";
import { changeOf, linesOf } from "./news.js";
import { Scroll } from "./scroll.js";
import { dayOf } from "./times.js";

/** @import { Contexts } from "./context.js" */
/** @import { Follower } from "./focus.js" */

const PAGE = 50;
const TOGETHER_MS = 7 * 60_000;
const DISMISSED_KEPT = 500;

/** Shows messages in the element with role "log". */
export class Timeline {
  #log;
  #list;
  #contexts;
  #api;
  #channelId = null;
  #entries = new Map();
  #dismissed = new Set(recall("dismissed", []));
  #more;
  #nothing;
  #news;
  #jump;
  #scroll;
  #follower;

  /**
   * @param {{log: HTMLElement, jump: HTMLButtonElement, nothing: HTMLElement, news: HTMLElement}} elements `nothing`
   *   stands there while there are no messages, and `news` tells screen readers what an edit changed
   * @param {Contexts} contexts
   * @param {Follower} follower
   */
  constructor({ log, jump, nothing, news }, contexts, follower) {
    this.#log = log;
    this.#news = news;
    this.#contexts = contexts;
    this.#follower = follower;
    this.#more = h(
      "button",
      { type: "button", class: "button secondary small", hidden: true, onclick: () => this.older() },
      "Earlier messages",
    );
    this.#list = h("div", { class: "list" });
    this.#jump = jump;
    this.#nothing = nothing;
    log.replaceChildren(h("div", { class: "more" }, this.#more), nothing, this.#list);
    this.#scroll = new Scroll(log, this.#list, jump, () => this.#more.hidden || this.older());
  }

  /** Read another channel, as the person whose API this is. */
  async open(channelId, api) {
    this.#channelId = channelId;
    this.#api = api;
    this.#entries.clear();
    this.#list.replaceChildren();
    this.#more.hidden = true;
    this.#nothing.hidden = true;
    this.#scroll.toEnd();
    this.#log.setAttribute("aria-busy", "true");
    try {
      const messages = await api.get(`/channels/${channelId}/messages?limit=${PAGE}`);
      if (channelId !== this.#channelId || api !== this.#api) return;
      this.#more.hidden = messages.length < PAGE;
      for (const message of messages) this.#put(message);
      this.#arrange();
      this.#scroll.toEnd();
    } catch (refused) {
      if (channelId === this.#channelId) this.#list.replaceChildren(failure(refused.message));
    } finally {
      this.#log.removeAttribute("aria-busy");
    }
  }

  /** Read the newest messages again, after a break in which some may have been missed. */
  async refresh() {
    const channelId = this.#channelId;
    const messages = await this.#api.get(`/channels/${channelId}/messages?limit=${PAGE}`);
    if (channelId !== this.#channelId) return;
    const seen = new Set(messages.map((message) => message.id));
    const oldest = messages.at(-1)?.id ?? "0";
    const whole = messages.length < PAGE;
    for (const id of this.#entries.keys())
      if ((whole || !isBefore(id, oldest)) && !seen.has(id)) this.remove(id);
    for (const message of messages) this.#put(message);
    this.#arrange();
  }

  /** Read what came before the first message shown. */
  async older() {
    const [first] = this.#ordered();
    if (!first || this.#more.getAttribute("aria-busy") === "true") return;
    this.#more.setAttribute("aria-busy", "true");
    this.#log.setAttribute("aria-busy", "true");
    try {
      const messages = await this.#api.get(
        `/channels/${this.#channelId}/messages?limit=${PAGE}&before=${first.message.id}`,
      );
      this.#scroll.keep(() => {
        this.#more.hidden = messages.length < PAGE;
        for (const message of messages) this.#put(message);
        this.#arrange();
      });
    } finally {
      this.#more.removeAttribute("aria-busy");
      this.#log.removeAttribute("aria-busy");
    }
  }

  /** Take in a new message, or a changed one in its place. */
  upsert(message) {
    if (message.channel_id !== this.#channelId) return;
    const before = this.#entries.get(message.id);
    const edited = before && !isLoading(before.message);
    const lines = edited ? linesOf(before.element) : [];
    if (edited) before.element.setAttribute("aria-live", "off");
    this.#scroll.keep(() => {
      this.#put(message);
      this.#arrange();
    });
    const after = this.#entries.get(message.id);
    if (!after) return;
    if (edited) this.#news.replaceChildren(h("p", {}, changeOf(lines, linesOf(after.element))));
    if (before && this.#scroll.atEnd) this.#scroll.showBeginning(after.element);
    else if (!this.#scroll.atEnd) this.#jump.hidden = false;
    if (this.#contexts.isReply(after.message)) this.#follower.arrived(after.element);
  }

  /** Put the focus on the first thing to press in the newest message of an application. */
  focusNewest() {
    const newest = this.#ordered().findLast(({ message }) => message.author?.bot);
    if (newest) focusFirst(newest.element);
  }

  remove(id) {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const neighbour =
      placeIn(entry.element) && (entry.element.nextElementSibling ?? entry.element.previousElementSibling);
    entry.element.remove();
    entry.day?.remove();
    this.#entries.delete(id);
    neighbour?.focus?.();
    this.#arrange();
  }

  /** Take a private message away; it does not come back. */
  dismiss(message) {
    this.#dismissed.add(message.id);
    keep("dismissed", [...this.#dismissed].slice(-DISMISSED_KEPT));
    this.remove(message.id);
    this.#log.focus({ preventScroll: true });
  }

  /** Show a command as being sent; the result is a function to call when it is settled, with the failure if it failed. */
  sending(command, person) {
    const words = h("div", { class: "message-body" }, h("p", { class: "thinking" }, `Sending /${command}…`));
    const element = h(
      "article",
      { class: "message pending", tabindex: "-1", "aria-label": `/${command}` },
      avatar(person),
      words,
    );
    this.#nothing.hidden = true;
    this.#list.append(element);
    this.#scroll.toEnd();
    return (failed) => {
      if (!failed) {
        element.remove();
        return;
      }
      const away = h(
        "button",
        { type: "button", class: "quiet", onclick: () => element.remove() },
        "Dismiss message",
      );
      const note = h("p", { class: "private-note" }, "Only you can see this", away);
      words.replaceChildren(h("p", { class: "origin-command" }, `/${command}`), failure(failed), note);
      element.classList.replace("pending", "private");
      this.#list.append(element);
    };
  }

  #put(message) {
    if (this.#dismissed.has(message.id)) return;
    const known = this.#entries.get(message.id);
    const element = known?.element ?? article(message.id);
    const whole = { ...known?.message, ...message };
    const place = placeIn(element);
    fill(element, whole, this.#contexts);
    restore(element, place);
    this.#entries.set(message.id, { ...known, message: whole, element });
    if (!known) this.#list.insertBefore(element, this.#after(message.id));
  }

  /** The element before which a message belongs; null for the end. */
  #after(id) {
    let next = null;
    for (const { message, element } of this.#ordered().reverse()) {
      if (message.id === id || isBefore(message.id, id)) break;
      next = element;
    }
    return next;
  }

  #ordered() {
    return [...this.#entries.values()].sort((a, b) => (isBefore(a.message.id, b.message.id) ? -1 : 1));
  }

  /** Draw messages of one author together, and a line between days. */
  #arrange() {
    let before = null;
    for (const entry of this.#ordered()) {
      const { message, element } = entry;
      const newDay = !before || dayOf(before.timestamp) !== dayOf(message.timestamp);
      element.classList.toggle("grouped", !newDay && belongs(message, before));
      if (newDay && !entry.day)
        entry.day = h("div", { class: "day", role: "separator" }, h("span", {}, dayOf(message.timestamp)));
      if (!newDay) entry.day?.remove();
      else if (element.previousElementSibling !== entry.day) element.before(entry.day);
      before = message;
    }
    this.#nothing.hidden = this.#entries.size > 0;
  }
}

/** Whether a message continues the one before it. */
function belongs(message, before) {
  return (
    message.author?.id === before.author?.id &&
    message.type === 0 &&
    (!message.interaction_metadata || message.interaction_metadata.original_response_message_id) &&
    isPrivate(message) === isPrivate(before) &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER_MS
  );
}

function isBefore(a, b) {
  return BigInt(a) < BigInt(b);
}
