/** Components of messages, classic and v2: one small renderer for each type. */

import { h, safeAddress, tint } from "./dom.js";
import { file, gallery, picture } from "./media.js";
import { choicesOf, SELECTS, Select } from "./select.js";
import { spoiler, text } from "./text.js";

const ACTION_ROW = 1;
const BUTTON = 2;
const SECTION = 9;
const TEXT_DISPLAY = 10;
const THUMBNAIL = 11;
const MEDIA_GALLERY = 12;
const FILE = 13;
const SEPARATOR = 14;
const CONTAINER = 17;

const BUTTON_STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
const LINK_STYLE = 5;
const WIDE_SPACING = 2;

const RENDERERS = {
  [ACTION_ROW]: actionRow,
  [BUTTON]: button,
  [SECTION]: section,
  [TEXT_DISPLAY]: (component, context) => text(component.content, context),
  [THUMBNAIL]: (component, context) =>
    picture(context.media(component.media), {
      alt: component.description,
      hidden: component.spoiler,
      kind: "thumbnail",
    }),
  [MEDIA_GALLERY]: gallery,
  [FILE]: (component, context) =>
    file({
      ...context.media(component.file),
      filename: component.name,
      size: component.size,
      hidden: component.spoiler,
    }),
  [SEPARATOR]: separator,
  [CONTAINER]: container,
};

/** Return the element of a component; one of a type not known here says so in its place. */
export function render(component, context) {
  if (SELECTS.has(component.type)) return select(component, context);
  const renderer = RENDERERS[component.type];
  return renderer ? renderer(component, context) : unsupported(component);
}

/** Return a line in place of what cannot be shown. */
export function unsupported(component) {
  return h(
    "p",
    { class: "unsupported" },
    `This part of the message (component type ${component.type}) is not shown here.`,
  );
}

function children(component, context) {
  return (component.components ?? []).map((child) => render(child, context));
}

function actionRow(component, context) {
  return h("div", { class: "row" }, children(component, context));
}

function button(component, context) {
  const style = BUTTON_STYLES[component.style];
  if (!style) return unsupported({ type: `2, style ${component.style}` });
  const { emoji, label } = component;
  const sign = emoji && (emoji.id ? `:${emoji.name}:` : emoji.name);
  const content = [
    sign && h("span", { class: "button-mark", "aria-hidden": label ? "true" : null }, sign),
    label && h("span", {}, label),
  ];
  if (component.style === LINK_STYLE) return linkButton(component, content);
  const element = h(
    "button",
    {
      type: "button",
      class: `button ${style}`,
      "data-control": true,
      "data-custom-id": component.custom_id,
      disabled: Boolean(component.disabled),
      onclick: () => context.press(component, null, element),
    },
    content,
  );
  return element;
}

function linkButton(component, content) {
  const href = component.disabled ? null : safeAddress(component.url);
  const arrow = h("span", { class: "outward", "aria-hidden": "true" }, "↗");
  if (href === null)
    return h("button", { type: "button", class: "button link", disabled: true }, content, arrow);
  return h(
    "a",
    { class: "button link", href, target: "_blank", rel: "noopener noreferrer nofollow", title: href },
    content,
    arrow,
  );
}

function select(component, context) {
  const label = component.placeholder || "Choose";
  const onsubmit = (values, control) => context.press(component, values, control);
  return new Select(component, choicesOf(component, context.state), { label, onsubmit }).element;
}

function section(component, context) {
  return h(
    "div",
    { class: "section" },
    h("div", { class: "section-words" }, children(component, context)),
    component.accessory && h("div", { class: "accessory" }, render(component.accessory, context)),
  );
}

function separator(component) {
  const wide = component.spacing === WIDE_SPACING ? " wide" : "";
  if (component.divider === false) return h("div", { class: `gap${wide}` });
  return h("hr", { class: `separator${wide}` });
}

function container(component, context) {
  const card = tint(h("div", { class: "container" }, children(component, context)), component.accent_color);
  return component.spoiler ? spoiler([card], "div") : card;
}
