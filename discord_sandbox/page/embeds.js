/** Embeds: a card with a bar of colour, text, fields and pictures. */

import { h, link, tint } from "./dom.js";
import { picture } from "./media.js";
import { line, text } from "./text.js";
import { stamp } from "./times.js";

/** Return one embed. */
export function embed(data, context) {
  const words = h(
    "div",
    { class: "embed-words" },
    data.provider?.name && h("div", { class: "subtext" }, data.provider.name),
    data.author?.name && h("div", { class: "embed-author" }, link(data.author.url, data.author.name)),
    data.title && h("div", { class: "embed-title" }, link(data.url, line(data.title, context))),
    data.description && text(data.description, context),
    data.fields?.length && fields(data.fields, context),
    data.video?.url && h("div", {}, link(data.video.url, "Video")),
  );
  const card = h(
    "div",
    { class: "embed" },
    words,
    data.thumbnail &&
      picture(context.media(data.thumbnail), { kind: "thumbnail", alt: data.thumbnail.description }),
    data.image && picture(context.media(data.image), { alt: data.image.description }),
    foot(data),
  );
  return tint(card, data.color);
}

function fields(list, context) {
  return h(
    "dl",
    { class: "fields" },
    list.map((field) =>
      h(
        "div",
        { class: field.inline ? "field inline" : "field" },
        h("dt", {}, line(field.name, context)),
        h("dd", {}, text(field.value, context)),
      ),
    ),
  );
}

function foot({ footer, timestamp }) {
  if (!footer?.text && !timestamp) return null;
  return h(
    "div",
    { class: "embed-foot subtext" },
    footer?.text,
    footer?.text && timestamp && " · ",
    timestamp && stamp(timestamp),
  );
}
