/** Telling screen readers what changed in a message that was edited, and only that. */

const BLOCKS = "p, h2, li, pre, dt, dd, .embed-title, .text-line, img";
const LONGEST = 250;

/** Return a message's lines of text, without its controls. */
export function linesOf(element) {
  const blocks = [...element.querySelectorAll(BLOCKS)].filter(
    (block) => block.closest(".message-body") && !block.closest(".select") && !block.querySelector(BLOCKS),
  );
  return blocks
    .flatMap((block) => (block.getAttribute("alt") ?? block.textContent).split("\n"))
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Return the lines that are new, in order: the first one, and more while they are short. */
export function changeOf(before, after) {
  const known = new Set(before);
  let words = "";
  for (const line of after.filter((each) => !known.has(each))) {
    if (words && words.length + line.length > LONGEST) break;
    words += `${words && "\n"}${line}`;
  }
  return words;
}
