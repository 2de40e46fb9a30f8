/**
 * Discord's dialect of markdown, from text to a tree. Pure: no DOM.
 *
 * A parser of its own, because the dialect is not CommonMark: single line breaks count, `__x__` underlines,
 * `||x||` hides, `-#` is small print, and `<…>` carries mentions and times.
 *
 * A node is `{type, …}`; `children` holds nodes, `text` plain text. A pattern never backtracks over what another
 * one of its branches could also take, so that hostile text costs at most the square of its length.
 */

const DEEPEST = 12;

const FENCE = /```(?:([\w+\-.#]+)\n)?\n*([^\n][\s\S]*?)\n*```\n?/y;
const HEADING = /(#{1,3})[ \t]+([^\n]+)(?:\n|$)/y;
const SUBTEXT = /-#[ \t]+([^\n]+)(?:\n|$)/y;
const QUOTE = /(?:> [^\n]*(?:\n|$)|>(?:\n|$))+/y;
const QUOTE_ALL = />>> ([\s\S]*)$/y;
const LIST = /(?: *(?:[-*]|\d{1,9}\.) +[^\n]+(?:\n|$)(?: {2,}(?![-*] |\d{1,9}\. )[^\n]+(?:\n|$))*)+/y;
const ITEM = /^( *)([-*]|\d{1,9}\.) +(.+)$/;

const SPECIAL = /[\\`*_~|<[h]/;

/**
 * Patterns in the order in which they are tried; each makes a node, with `inner` reading what is inside.
 * @type {Array<[RegExp, (found: string[], inner: (text: string) => Object[]) => any]>}
 */
const INLINE = [
  [/\\([^0-9A-Za-z\s])/y, ([, text]) => ({ type: "text", text })],
  [
    /(`+)(?!`)([\s\S]*?[^`])\1(?!`)/y,
    ([, , text]) => ({ type: "code", text: text.replace(/^ (.*) $/s, "$1") }),
  ],
  [/<\/([-_ \p{L}\p{N}]{1,100}):(\d{1,20})>/uy, ([, path, id]) => ({ type: "command", path, id })],
  [
    /<t:(-?\d{1,15})(?::([tTdDfFsSR]))?>/y,
    ([, at, style]) => ({ type: "time", at: Number(at), style: style ?? "f" }),
  ],
  [/<@!?(\d{1,20})>/y, ([, id]) => ({ type: "user", id })],
  [/<@&(\d{1,20})>/y, ([, id]) => ({ type: "role", id })],
  [/<#(\d{1,20})>/y, ([, id]) => ({ type: "channel", id })],
  [/<a?:(\w{1,32}):\d{1,20}>/y, ([, name]) => ({ type: "emoji", name })],
  [/<(https?:\/\/[^\s<>]+)>/y, ([, address]) => ({ type: "link", address, children: [textNode(address)] })],
  [
    /\[([^[\]\n]+(?:\[[^[\]\n]*\][^[\]\n]*)*)\]\(<?(https?:\/\/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?: +"[^"\n]*")?\)/y,
    ([, label, address], inner) => ({ type: "link", address, children: inner(label) }),
  ],
  [/https?:\/\/[^\s<]+/y, bareLink],
  [/\|\|([\s\S]+?)\|\|/y, ([, text], inner) => ({ type: "spoiler", children: inner(text) })],
  [
    /\*\*\*((?:\\[\s\S]|[^\\])+?)\*\*\*(?!\*)/y,
    ([, text], inner) => nested("strong", "emphasis", inner(text)),
  ],
  [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, ([, text], inner) => ({ type: "strong", children: inner(text) })],
  [/___((?:\\[\s\S]|[^\\])+?)___(?!_)/y, ([, text], inner) => nested("underline", "emphasis", inner(text))],
  [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, ([, text], inner) => ({ type: "underline", children: inner(text) })],
  [/~~((?:\\[\s\S]|[^\\])+?)~~/y, ([, text], inner) => ({ type: "strike", children: inner(text) })],
  [
    /\*(?![\s*])((?:\\[\s\S]|\*\*[^*]+\*\*|[^*\\])+?)(?<!\s)\*(?!\*)/y,
    ([, text], inner) => ({ type: "emphasis", children: inner(text) }),
  ],
  [
    /(?<!\w)_(?!_)((?:\\[\s\S]|__[^_]+__|[^_\\]|_(?=\w))+?)_(?!\w)/y,
    ([, text], inner) => ({ type: "emphasis", children: inner(text) }),
  ],
];

/**
 * Read a message's text.
 * @param {string} source
 * @returns {Array<Object>} blocks: paragraph, heading, subtext, quote, list, fence
 */
export function parse(source) {
  return blocks(String(source).replace(/\r\n?/g, "\n"), 0);
}

/** Read one line of text, where blocks have no meaning (field names, labels). */
export function parseInline(source) {
  return inline(String(source), 0);
}

function blocks(source, depth) {
  const found = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    const text = plain.replace(/\n$/, "");
    if (text.trim()) found.push({ type: "paragraph", children: inline(text, depth) });
    plain = "";
  };
  while (at < source.length) {
    const atLineStart = at === 0 || source[at - 1] === "\n";
    const block = (atLineStart && lineBlock(source, at, depth)) || fence(source, at);
    if (block) {
      flush();
      found.push(...[block.node].flat());
      at = block.end;
    } else {
      const end = nextChance(source, at);
      plain += source.slice(at, end);
      at = end;
    }
  }
  flush();
  return found;
}

/** The next place at which a block could begin: after a line break, or at a code fence that is not escaped. */
function nextChance(source, at) {
  let next = at;
  do {
    next += source[next] === "\\" && source[next + 1] !== "\n" ? 2 : 1;
  } while (next < source.length && source[next - 1] !== "\n" && !source.startsWith("```", next));
  return Math.min(next, source.length);
}

function match(pattern, source, at) {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function fence(source, at) {
  const found = match(FENCE, source, at);
  return found && { node: { type: "fence", language: found[1] ?? "", text: found[2] }, end: FENCE.lastIndex };
}

function lineBlock(source, at, depth) {
  if (depth < DEEPEST) {
    const all = match(QUOTE_ALL, source, at);
    if (all) return { node: { type: "quote", children: blocks(all[1], depth + 1) }, end: source.length };
    const quote = match(QUOTE, source, at);
    if (quote) {
      const inside = quote[0].replace(/^> ?/gm, "").replace(/\n$/, "");
      return { node: { type: "quote", children: blocks(inside, depth + 1) }, end: at + quote[0].length };
    }
  }
  const heading = match(HEADING, source, at);
  if (heading) {
    const node = { type: "heading", level: heading[1].length, children: inline(heading[2].trim(), depth) };
    return { node, end: at + heading[0].length };
  }
  const subtext = match(SUBTEXT, source, at);
  if (subtext) {
    return { node: { type: "subtext", children: inline(subtext[1], depth) }, end: at + subtext[0].length };
  }
  const list = match(LIST, source, at);
  return list && { node: listsOf(items(list[0]), depth), end: at + list[0].length };
}

function items(text) {
  const found = [];
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const item = ITEM.exec(line);
    if (item) {
      const ordered = item[2].endsWith(".");
      found.push({
        indent: item[1].length,
        ordered,
        start: ordered ? parseInt(item[2], 10) : 1,
        text: item[3],
      });
    } else {
      found.at(-1).text += `\n${line.trim()}`;
    }
  }
  return found;
}

/** Nest items by their indentation; where bullets turn into numbers, another list begins. */
function listsOf(found, depth) {
  const [first] = found;
  const lists = [];
  for (let index = 0; index < found.length; ) {
    const { ordered, start, text } = found[index];
    if (lists.at(-1)?.ordered !== ordered) lists.push({ type: "list", ordered, start, items: [] });
    let end = index + 1;
    while (end < found.length && found[end].indent > first.indent) end += 1;
    const children = inline(text, depth);
    const below = found.slice(index + 1, end);
    if (below.length && depth < DEEPEST) children.push(...listsOf(below, depth + 1));
    else children.push(...below.map((item) => textNode(`\n${item.text}`)));
    lists.at(-1).items.push(children);
    index = end;
  }
  return lists;
}

function inline(source, depth) {
  if (depth >= DEEPEST) return [textNode(source)];
  const found = [];
  const inner = (text) => inline(text, depth + 1);
  let plain = "";
  const flush = () => {
    if (plain) found.push(textNode(plain));
    plain = "";
  };
  for (let at = 0; at < source.length; ) {
    const special = SPECIAL.test(source[at]) && firstMatch(source, at, inner);
    if (!special) {
      plain += source[at];
      at += 1;
    } else if (special.node.type === "text") {
      plain += special.node.text;
      at = special.end;
    } else {
      flush();
      found.push(special.node);
      at = special.end;
    }
  }
  flush();
  return found;
}

function firstMatch(source, at, inner) {
  for (const [pattern, make] of INLINE) {
    const found = match(pattern, source, at);
    if (found) {
      const node = make(found, inner);
      return { node, end: at + (node.length ?? found[0].length) };
    }
  }
  return null;
}

/**
 * Read a bare address; punctuation at its end belongs to the sentence around it.
 * @param {string[]} found
 */
function bareLink([whole]) {
  let address = whole.replace(/[.,:;!?"'*_~|\]]+$/, "");
  while (address.endsWith(")") && address.split(")").length > address.split("(").length) {
    address = address.slice(0, -1).replace(/[.,:;!?"'*_~|\]]+$/, "");
  }
  if (!/^https?:\/\/[^/]/.test(address)) return { type: "text", text: whole, length: whole.length };
  return { type: "link", address, length: address.length, children: [textNode(address)] };
}

function nested(outer, within, children) {
  return { type: outer, children: [{ type: within, children }] };
}

function textNode(text) {
  return { type: "text", text };
}
