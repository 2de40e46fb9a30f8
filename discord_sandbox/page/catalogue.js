/** The application's commands the way you type them: "/quiz", "/daily set", "/class report". */

const CHAT_INPUT = 1;
const SUB_COMMAND = 1;
const SUB_COMMAND_GROUP = 2;
const STRING = 3;
/** What a word looks like that is meant for an option of this type: a whole number, true or false, a number. */
const SHAPES = { 4: /^[+-]?\d+$/, 5: /^(true|false)$/i, 10: /^[+-]?\d+(\.\d+)?$/ };
const IN_GUILD = 0;
const IN_DIRECT_MESSAGES = 1;
const AMONG_PEOPLE = 2;

/**
 * @typedef {{path: string, description: string, options: Object[], command: Object}} Entry
 * what can be run: a command, or one subcommand of it
 */

/** Return what a person can run where they are: the suggested command, then the others in order of name. */
export function runnable(state) {
  const alone = !state.channelId || state.channelId === state.botChannel?.id;
  const context = state.guildId ? IN_GUILD : alone ? IN_DIRECT_MESSAGES : AMONG_PEOPLE;
  const entries = state.commands
    .filter((command) => (command.type ?? CHAT_INPUT) === CHAT_INPUT)
    .filter((command) => !command.guild_id || command.guild_id === state.guildId)
    .filter((command) => isOffered(command, context) && state.may(command.default_member_permissions))
    .flatMap((command) => expand(command, command, command.name))
    .sort((a, b) => a.path.localeCompare(b.path));
  const suggested = state.suggested.find((path) => entries.some((entry) => entry.path === path));
  const isFirst = (entry) => entry.path === suggested;
  return [...entries.filter(isFirst), ...entries.filter((entry) => !isFirst(entry))];
}

function isOffered(command, context) {
  if (command.contexts) return command.contexts.includes(context);
  return context === IN_GUILD || command.dm_permission !== false;
}

function expand(command, place, path) {
  const inner = (place.options ?? []).filter((option) =>
    [SUB_COMMAND, SUB_COMMAND_GROUP].includes(option.type),
  );
  if (inner.length) return inner.flatMap((option) => expand(command, option, `${path} ${option.name}`));
  return [{ path, description: place.description, options: place.options ?? [], command }];
}

/** Return the entries that fit what was typed after "/", best first. */
export function search(entries, typed) {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return entries;
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

function scoreOf({ path, description }, wanted) {
  const name = path.toLowerCase();
  if (name === wanted) return 6;
  if (name.startsWith(wanted)) return 5;
  if (name.split(" ").some((word) => word.startsWith(wanted))) return 4;
  if (name.includes(wanted)) return 3;
  if (isSpread(wanted.replace(/\s/g, ""), name)) return 2;
  return wanted.length > 2 && description.toLowerCase().includes(wanted) ? 1 : 0;
}

/** Whether the letters come in this order, with others between: "dst" in "daily set". */
function isSpread(letters, name) {
  let at = 0;
  for (const letter of name) if (letter === letters[at]) at += 1;
  return at === letters.length;
}

/**
 * Read a typed line: the command with the longest path that begins it, and the text after.
 * @returns {{entry: Entry, rest: string}|null}
 */
export function readLine(entries, line) {
  const typed = line.replace(/^\//, "");
  const fits = ({ path }) => typed.toLowerCase() === path || typed.toLowerCase().startsWith(`${path} `);
  const [entry] = entries.filter(fits).sort((a, b) => b.path.length - a.path.length);
  return entry ? { entry, rest: typed.slice(entry.path.length).trim() } : null;
}

/**
 * Divide the text after a command among its options: `name:value` goes to that option, and the words before
 * those to the others in their order. A value in quotes may hold anything; without quotes a text goes on until
 * a word fits the next option.
 * @returns {Map<string, string>} texts by option name
 */
export function divide(options, rest) {
  const texts = new Map();
  const names = options.map((option) => option.name);
  const parts = names.length ? rest.split(new RegExp(`(?:^|\\s+)(${names.join("|")}):`)) : [rest];
  for (let index = 1; index < parts.length; index += 2)
    texts.set(parts[index], unquote(parts[index + 1].trim()));
  const free = options.filter((option) => !texts.has(option.name));
  let last = null;
  for (const word of parts[0].match(/"[^"]*"|\S+/g) ?? []) {
    if (free.length && (!last || last.type !== STRING || fits(free[0], word))) {
      last = free.shift();
      texts.set(last.name, unquote(word));
    } else if (last) {
      texts.set(last.name, `${texts.get(last.name)} ${word}`);
    }
  }
  return texts;
}

function fits({ type }, word) {
  return SHAPES[type]?.test(word) ?? true;
}

function unquote(value) {
  return /^"[^"]*"$/.test(value) ? value.slice(1, -1) : value;
}

/** Wrap options in their subcommand and group, as Discord's API has them. */
export function interactionData(entry, options) {
  const { id, name, version } = entry.command;
  const inner = entry.path.split(" ").slice(1).reverse();
  const wrapped = inner.reduce(
    (within, part, index) => [
      { type: index === 0 ? SUB_COMMAND : SUB_COMMAND_GROUP, name: part, options: within },
    ],
    options,
  );
  return { id, name, version, type: CHAT_INPUT, options: wrapped };
}
