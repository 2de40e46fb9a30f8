/** The pane of places: servers with their channels, the direct messages, and who one is. */

import { avatar } from "./avatars.js";
import { h, spoken } from "./dom.js";
import { isThread } from "./permissions.js";

/** The part of the address that names a place; direct messages with the bot may not be open yet. */
export function addressOf(guildId, channelId) {
  return guildId ? `#/${guildId}/${channelId}` : `#/@me${channelId ? `/${channelId}` : ""}`;
}

/** Read the place from the address. */
export function placeFromAddress() {
  const [, guildId, channelId] = location.hash.split("/");
  return {
    guildId: guildId === "@me" ? null : (guildId ?? null),
    channelId: channelId ?? null,
    direct: guildId === "@me",
  };
}

/** Draw the list of servers and channels; who stands on a link stays there. */
export function drawPlaces(nav, state) {
  const direct = state.directChannels;
  const bot = state.who({ id: state.botId });
  const withBot = state.botChannel ?? { id: null };
  const others = direct.filter((channel) => channel.id !== withBot.id);
  const directLinks = [
    place(state, null, withBot, [avatar(bot), state.botName]),
    ...others.map((channel) => place(state, null, channel, [state.privateName(channel)])),
  ];
  const standing = nav.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  nav.replaceChildren(
    ...state.ownGuilds.map((guild) =>
      group(
        guild.name,
        state.channelsOf(guild).map((channel) => place(state, guild, channel, named(channel))),
      ),
    ),
    group("Direct messages", directLinks),
  );
  if (standing)
    [...nav.querySelectorAll("a")].find((each) => each.getAttribute("href") === standing)?.focus();
}

function group(name, links) {
  return h(
    "section",
    { class: "place-group" },
    h("h2", {}, name),
    h(
      "ul",
      {},
      links.map((each) => h("li", {}, each)),
    ),
  );
}

function named(channel) {
  const thread = isThread(channel);
  return [
    h("span", { class: "channel-mark", "aria-hidden": "true" }, thread ? "↳" : "#"),
    h("span", { class: "channel-name" }, channel.name),
  ];
}

function place(state, guild, channel, content) {
  const here = channel.id !== null && channel.id === state.channelId;
  const unread = state.unread.has(channel.id);
  return h(
    "a",
    {
      class: `place${isThread(channel) ? " thread" : ""}${unread ? " unread" : ""}`,
      href: addressOf(guild?.id ?? null, channel.id),
      "aria-current": here ? "page" : null,
    },
    content,
    unread && spoken("new messages"),
  );
}

/** Draw the switch of person. */
export function drawPeople(fieldset, people, present, choose) {
  let learners = 0;
  const lines = people.map((person) => {
    if (!person.moderator) learners += 1;
    const part = person.moderator ? "Moderator" : `Learner ${learners}`;
    const input = h("input", {
      type: "radio",
      name: "person",
      value: person.id,
      checked: person === present,
      onchange: () => choose(person),
    });
    return h(
      "label",
      { class: "person" },
      input,
      avatar(person),
      h(
        "span",
        { class: "person-words" },
        h("span", {}, person.display_name),
        h("span", { class: "subtext" }, part),
      ),
    );
  });
  fieldset.append(...lines);
}
