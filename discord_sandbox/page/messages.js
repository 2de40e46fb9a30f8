/** One message as an article: who, when, what, and the controls below. */

import { avatar } from "./avatars.js";
import { render } from "./components.js";
import { h } from "./dom.js";
import { embed } from "./embeds.js";
import { attachments } from "./media.js";
import { displayName } from "./state.js";
import { text } from "./text.js";
import { sentAt } from "./times.js";

/** @import { Contexts } from "./context.js" */

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const SUPPRESS_EMBEDS = 1 << 2;
const COMPONENTS_V2 = 1 << 15;
const COMMAND = 2;
const REPLY = 19;

/** What Discord itself says in a channel, by message type. */
const EVENTS = {
  6: (name) => `${name} pinned a message.`,
  7: (name) => `${name} joined.`,
  18: (name, message) => `${name} started a thread: ${message.content}`,
  21: () => "The thread begins with a message in the channel.",
};

/** Say whether only its reader sees a message. */
export function isPrivate(message) {
  return Boolean(message.flags & EPHEMERAL);
}

/** Say whether the application is still thinking about what a message will be. */
export function isLoading(message) {
  return Boolean(message.flags & LOADING);
}

/** Return an empty article for a message; `fill` puts the message into it. */
export function article(id) {
  return h("article", { class: "message", tabindex: "-1", "data-message-id": id });
}

/**
 * Write a message into its article, in place of what was there.
 * @param {HTMLElement} element
 * @param {Object} message Discord's message
 * @param {Contexts} contexts
 */
export function fill(element, message, contexts) {
  const context = contexts.forMessage(message, element);
  const author = context.state.who(message.author);
  const name = displayName(author) ?? "Someone";
  element.classList.toggle("private", isPrivate(message));
  element.classList.toggle("mentions-me", mentions(message, context.state.person));
  element.setAttribute("aria-label", label(name, message));
  const event = EVENTS[message.type];
  if (event) {
    element.classList.add("event");
    element.replaceChildren(
      h("p", {}, event(name, message), " ", sentAt(message.timestamp)),
      threadLink(message, context),
    );
    return;
  }
  element.replaceChildren(
    ...[
      origin(message, context),
      avatar(author),
      head(name, author, message),
      h("div", { class: "message-body" }, content(message, context)),
      h("div", { class: "message-foot" }, foot(message, context)),
    ].filter(Boolean),
  );
}

function label(name, message) {
  const time = new Date(message.timestamp).toLocaleTimeString(undefined, { timeStyle: "short" });
  const kind = message.author?.bot ? ", app" : "";
  return `${name}${kind}, ${time}${isPrivate(message) ? ", only visible to you" : ""}`;
}

function mentions(message, person) {
  return message.author?.id !== person?.id && (message.mentions ?? []).some((user) => user.id === person?.id);
}

function head(name, author, message) {
  return h(
    "header",
    { class: "message-head" },
    h("span", { class: "author" }, name),
    author.bot && h("span", { class: "tag" }, "App"),
    sentAt(message.timestamp),
  );
}

/** The line above: which command this answers, or which message. */
function origin(message, context) {
  const used = message.interaction_metadata ?? message.interaction;
  const command = message.interaction?.name ?? message.interaction_metadata?.name;
  if (used?.type === COMMAND && command && !used.original_response_message_id) {
    const who = used.user?.id === context.state.person.id ? "you" : displayName(context.state.who(used.user));
    return h(
      "div",
      { class: "origin" },
      h("span", { class: "origin-command" }, `/${command}`),
      ` used by ${who}`,
    );
  }
  const source = message.referenced_message;
  if (message.type === REPLY && source) {
    const words = source.content ? source.content.slice(0, 80) : "a message";
    return h(
      "div",
      { class: "origin" },
      `Reply to ${displayName(context.state.who(source.author))}: ${words}`,
    );
  }
  return null;
}

function content(message, context) {
  if (isLoading(message)) {
    return h(
      "p",
      { class: "thinking" },
      h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
      `${displayName(context.state.who(message.author))} is thinking…`,
    );
  }
  const parts = (message.components ?? []).map((component) => render(component, context));
  if (message.flags & COMPONENTS_V2) return [...parts, edited(message)];
  return [
    message.content && text(message.content, context),
    edited(message),
    message.flags & SUPPRESS_EMBEDS ? null : (message.embeds ?? []).map((each) => embed(each, context)),
    attachments(message),
    message.poll && poll(message.poll),
    parts,
  ];
}

function edited(message) {
  return message.edited_timestamp && h("span", { class: "edited" }, "(edited)");
}

/** A poll, to look at: votes are not taken here. */
function poll({ question, answers }) {
  return h(
    "div",
    { class: "embed" },
    h("div", { class: "embed-title" }, question.text),
    h(
      "ul",
      {},
      answers.map((answer) => h("li", {}, answer.poll_media?.text)),
    ),
    h("div", { class: "subtext" }, "A poll; votes are not taken here."),
  );
}

function foot(message, context) {
  return [
    message.reactions?.map((each) => h("span", { class: "reaction" }, `${each.emoji.name} ${each.count}`)),
    threadLink(message, context),
    isPrivate(message) &&
      h(
        "p",
        { class: "private-note" },
        "Only you can see this",
        h(
          "button",
          { type: "button", class: "quiet", onclick: () => context.dismiss(message) },
          "Dismiss message",
        ),
      ),
  ];
}

function threadLink(message, context) {
  const { thread } = message;
  if (!thread) return "";
  const open = () => context.openChannel(thread.id);
  return h("button", { type: "button", class: "thread-link", onclick: open }, `Thread: ${thread.name}`);
}
