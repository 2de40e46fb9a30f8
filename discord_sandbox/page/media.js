/**
 * Pictures and files. Only what the sandbox itself serves is loaded: the address of anything else is shown,
 * not fetched, so that nothing of a conversation leaves the machine.
 */

import { fileSize, h, isLocal, link, safeAddress } from "./dom.js";
import { spoiler } from "./text.js";

const TALLEST = 416; // CSS pixels

/**
 * Return a picture, or, for one that lies elsewhere, its address in words.
 * @param {{url: string, width?: number, height?: number}} media
 * @param {{alt?: string, hidden?: boolean, kind?: string}} settings `kind` is a class: how large it may be
 */
export function picture(media, { alt, hidden = false, kind = "picture" } = {}) {
  const address = safeAddress(media.url);
  const words = alt || "Picture without a description";
  if (!isLocal(address)) return elsewhere(media.url, alt);
  const scale = Math.min(1, TALLEST / media.height) || 1;
  const image = h("img", {
    src: address,
    alt: words,
    title: alt || null,
    width: media.width && Math.round(media.width * scale), // so that its place is kept while it loads
    height: media.height && Math.round(media.height * scale),
    decoding: "async",
  });
  image.addEventListener("error", () =>
    image.replaceWith(h("span", { class: "unsupported" }, `Missing picture: ${words}`)),
  );
  const shown = h("a", { href: address, target: "_blank", rel: "noopener", class: `media ${kind}` }, image);
  return hidden ? spoiler([shown], "div") : shown;
}

function elsewhere(raw, alt) {
  const host = URL.canParse(raw) ? new URL(raw).host : "an unknown place";
  return h(
    "span",
    { class: "unsupported" },
    alt ? `${alt} — ` : "",
    link(raw, `picture at ${host}`),
    " (not loaded: nothing leaves this machine)",
  );
}

/** Return several pictures side by side, each with its alternative text. */
export function gallery(component, context) {
  const pictures = component.items.map((item) =>
    picture(context.media(item.media), { alt: item.description, hidden: item.spoiler, kind: "tile" }),
  );
  return h("div", { class: "gallery", "data-count": Math.min(pictures.length, 4) }, pictures);
}

/** Return a file to download: `{filename, url, size, description}`. */
export function file({ filename, url, size, description, hidden = false }) {
  const address = safeAddress(url);
  const name = filename || "file";
  const card = h(
    "div",
    { class: "file" },
    h("span", { class: "file-mark", "aria-hidden": "true" }, extension(name)),
    h(
      "span",
      { class: "file-words" },
      isLocal(address) ? h("a", { href: address, download: name }, name) : link(url, name),
      h("span", { class: "subtext" }, [fileSize(size), description].filter(Boolean).join(" · ")),
    ),
  );
  return hidden ? spoiler([card], "div") : card;
}

/** Return the attachments of a message: pictures as pictures, all else as files. */
export function attachments(message) {
  if (!message.attachments?.length) return null;
  return h(
    "div",
    { class: "attachments" },
    message.attachments.map((each) => {
      const hidden = each.filename.startsWith("SPOILER_");
      if (each.content_type?.startsWith("image/")) return picture(each, { alt: each.description, hidden });
      return file({ ...each, hidden });
    }),
  );
}

function extension(name) {
  const ending = name.includes(".") ? name.split(".").at(-1) : "";
  return ending.slice(0, 4).toUpperCase() || "FILE";
}
