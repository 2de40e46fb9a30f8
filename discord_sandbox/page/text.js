/** Message text as nodes: what markdown.js read, with names, times and links filled in. */

import { h, link } from "./dom.js";
import { parse, parseInline } from "./markdown.js";
import { timeNode } from "./times.js";

/** @import { Context } from "./context.js" */

const JUMBO = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s){1,40}$/u;
const DIGITS = /^[\d\s#*]+$/;

/**
 * Render a message's text.
 * @param {string} source Discord's markdown
 * @param {Context} context names and what a click on a mention does (see context.js)
 * @returns {HTMLElement}
 */
export function text(source, context) {
  const element = h(
    "div",
    { class: "text" },
    parse(source).map((node) => render(node, context)),
  );
  if (JUMBO.test(source) && !DIGITS.test(source)) element.classList.add("jumbo");
  return element;
}

/** Render one line of text: no headings, lists or quotes. */
export function line(source, context) {
  return h(
    "span",
    { class: "text-line" },
    parseInline(source).map((node) => render(node, context)),
  );
}

const RENDERERS = {
  text: (node) => node.text,
  paragraph: (node, context) => h("p", {}, inside(node, context)),
  heading: (node, context) => h("h2", { class: `heading-${node.level}` }, inside(node, context)),
  subtext: (node, context) => h("p", { class: "subtext" }, inside(node, context)),
  quote: (node, context) => h("blockquote", {}, inside(node, context)),
  list: (node, context) =>
    h(
      node.ordered ? "ol" : "ul",
      { start: node.ordered && node.start !== 1 ? node.start : null },
      node.items.map((item) =>
        h(
          "li",
          {},
          item.map((child) => render(child, context)),
        ),
      ),
    ),
  fence: (node) => h("pre", {}, h("code", {}, node.text)),
  code: (node) => h("code", {}, node.text),
  strong: (node, context) => h("strong", {}, inside(node, context)),
  emphasis: (node, context) => h("em", {}, inside(node, context)),
  underline: (node, context) => h("u", {}, inside(node, context)),
  strike: (node, context) => h("s", {}, inside(node, context)),
  spoiler: (node, context) => spoiler(inside(node, context)),
  link: (node, context) => link(node.address, inside(node, context)),
  emoji: (node) => h("span", { class: "custom-emoji", title: "An emoji of a server" }, `:${node.name}:`),
  time: (node) => timeNode(node.at, node.style),
  user: (node, context) => h("span", { class: "mention" }, `@${context.names.user(node.id)}`),
  role: (node, context) => role(node.id, context),
  channel: (node, context) => channel(node.id, context),
  command: (node, context) =>
    h(
      "button",
      { type: "button", class: "mention", onclick: () => context.typeCommand(node.path) },
      `/${node.path}`,
    ),
};

function render(node, context) {
  return RENDERERS[node.type](node, context);
}

function inside(node, context) {
  return node.children.map((child) => render(child, context));
}

function role(id, context) {
  const name = context.names.role(id);
  return h("span", { class: "mention" }, name.startsWith("@") ? name : `@${name}`);
}

function channel(id, context) {
  const name = context.names.channel(id);
  if (name === null) return h("span", { class: "mention" }, "#unknown");
  return h(
    "button",
    { type: "button", class: "mention", onclick: () => context.openChannel(id) },
    `#${name}`,
  );
}

/**
 * Hide nodes until they are pressed; screen readers hear that something is hidden.
 * @param {Array<Node|string>} content
 * @param {"span"|"div"} tag "span" in a line, "div" around blocks
 */
export function spoiler(content, tag = "span") {
  const hidden = h(tag, { class: "spoiler-content", inert: true, "aria-hidden": "true" }, content);
  const cover = h("button", { type: "button", class: "spoiler-cover", "aria-label": "Show spoiler" });
  const whole = h(tag, { class: "spoiler" }, hidden, cover);
  cover.addEventListener("click", () => {
    hidden.inert = false;
    hidden.removeAttribute("aria-hidden");
    hidden.tabIndex = -1;
    cover.remove();
    whole.classList.add("open");
    hidden.focus({ preventScroll: true });
  });
  return whole;
}
