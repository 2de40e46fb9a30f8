/** The pane beside the conversation: what the bot can do here, and who is here. */

import { avatar } from "./avatars.js";
import { runnable } from "./catalogue.js";
import { h } from "./dom.js";
import { displayName } from "./state.js";

/** Draw the pane; a press on a command puts it into the composer. */
export function drawDesk(aside, state, typeCommand) {
  const entries = runnable(state);
  const commands = entries.map((entry) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "desk-command", onclick: () => typeCommand(entry.path) },
        h("span", { class: "desk-path" }, `/${entry.path}`),
        h("span", { class: "subtext" }, entry.description),
      ),
    ),
  );
  const members = state.members.map((user) =>
    h(
      "li",
      { class: "member" },
      avatar(user),
      h("span", {}, displayName(user)),
      user.bot && h("span", { class: "tag" }, "App"),
    ),
  );
  aside.replaceChildren(
    h("h2", {}, `What ${state.botName} can do`),
    entries.length
      ? h("ul", { class: "desk-commands" }, commands)
      : h("p", { class: "subtext" }, "The bot has no commands here yet."),
    h("h2", {}, state.guild ? "People here" : "In this conversation"),
    h("ul", { class: "members" }, members),
  );
}
