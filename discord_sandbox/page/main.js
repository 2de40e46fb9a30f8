/** The page: puts the parts together and moves between people and places. */

import { Api, sandbox } from "./api.js";
import { avatar } from "./avatars.js";
import { Composer } from "./composer.js";
import { Contexts, failure } from "./context.js";
import { drawDesk } from "./desk.js";
import { onDetail } from "./dom.js";
import { makeDrawer } from "./drawer.js";
import { Follower } from "./focus.js";
import { Gateway } from "./gateway.js";
import { Interactions } from "./interactions.js";
import { listenForKeys } from "./keys.js";
import { keep, recall } from "./memory.js";
import { openModal } from "./modal.js";
import { addressOf, drawPeople, drawPlaces, placeFromAddress } from "./places.js";
import { State } from "./state.js";
import { offerThemes } from "./theme.js";
import { Timeline } from "./timeline.js";
import { refreshTimes } from "./times.js";

const WAIT_FOR_COMMANDS_MS = 2000;
const TIMES_MS = 15_000;

/** @type {(id: string) => any} an element of index.html, whatever its kind */
const at = (id) => document.getElementById(id);
const state = new State();
let session = null;

const { shut: shutDrawer, open: openDrawer } = makeDrawer({
  pane: at("places"),
  backdrop: at("backdrop"),
  opener: at("open-places"),
  closer: at("close-places"),
});
const follower = new Follower();
const contexts = new Contexts(
  {
    state,
    typeCommand: (path) => composer.typeCommand(path),
    openChannel: (id) => goTo(id),
    dismiss: (message) => timeline.dismiss(message),
  },
  () => session.interactions,
  follower,
);
const timeline = new Timeline(
  { log: at("log"), jump: at("jump"), nothing: at("nothing"), news: at("news") },
  contexts,
  follower,
);
const composer = new Composer(
  { form: at("composer"), input: at("message"), lists: at("lists"), hint: at("composer-hint") },
  state,
  timeline,
  follower,
  () => session,
);

/** Become someone: their token, their connection, their places. */
function become(person) {
  session?.gateway.close();
  session?.interactions.abandon();
  state.become(person);
  keep("person", person.id);
  const api = new Api(person.token);
  const gateway = new Gateway(person.token);
  session = { api, gateway, interactions: new Interactions(state, api), ready: false };
  const mine = session;
  onDetail(gateway, "status", (status) => mine === session && showConnection(status));
  onDetail(gateway, "dispatch", ({ type, data }) => mine === session && hear(type, data));
  showConnection("connecting");
  at("self").replaceChildren(avatar(person));
  at("self").setAttribute("aria-label", `You are ${person.display_name}. Be someone else`);
  gateway.open();
}

function showConnection(status) {
  const words = { connecting: "Connecting…", open: "", waiting: "Reconnecting…" };
  at("connection").textContent = words[status];
  at("connection").dataset.status = status;
  document.body.dataset.connection = status;
  if (status === "waiting") session.interactions.abandon();
}

/** Take an event of the gateway. */
function hear(type, data) {
  const handler = HANDLERS[type];
  if (handler) handler(data);
  const ours = session.interactions.hear(type, data);
  if (ours && type === "INTERACTION_MODAL_CREATE") {
    const { interactions } = session;
    const submit = (components) => {
      follower.expect();
      return interactions.submit(data, components);
    };
    openModal(data, contexts.plain, submit, () => follower.closed());
  }
}

const HANDLERS = {
  READY: ready,
  GUILD_CREATE: (guild) => guild.channels.forEach(changedChannel),
  CHANNEL_CREATE: changedChannel,
  CHANNEL_UPDATE: changedChannel,
  THREAD_CREATE: changedChannel,
  THREAD_UPDATE: changedChannel,
  CHANNEL_DELETE: lostChannel,
  THREAD_DELETE: lostChannel,
  MESSAGE_CREATE: newMessage,
  MESSAGE_UPDATE: (message) => timeline.upsert(message),
  MESSAGE_DELETE: (message) => timeline.remove(message.id),
};

async function ready(data) {
  state.sessionId = data.session_id;
  for (const channel of [
    ...data.guilds.flatMap((guild) => guild.channels ?? []),
    ...(data.private_channels ?? []),
  ]) {
    state.learnChannel(channel);
  }
  const again = session.ready;
  session.ready = true;
  await loadCommands();
  if (again) await timeline.refresh().catch(() => {});
  else await enter();
  redraw();
  if (!again) timeline.focusNewest();
}

function changedChannel(channel) {
  state.learnChannel(channel);
  redraw();
}

function lostChannel(channel) {
  state.forgetChannel(channel);
  if (channel.id === state.channelId) enter();
  redraw();
}

function newMessage(message) {
  state.learn(message.author);
  timeline.upsert(message);
  if (message.channel_id === state.channelId || state.unread.has(message.channel_id)) return;
  state.unread.add(message.channel_id);
  drawPlaces(at("place-list"), state);
}

async function loadCommands() {
  const before = JSON.stringify(state.commands);
  state.commands = await sandbox("commands").catch(() => state.commands);
  if (JSON.stringify(state.commands) !== before)
    drawDesk(at("desk"), state, (path) => composer.typeCommand(path));
}

/** Go to a channel by its id; the address changes, and with it the page. */
function goTo(channelId) {
  const channel = state.findChannel(channelId);
  if (channel) location.hash = addressOf(channel.guild_id ?? null, channel.id);
}

/** Show the place that the address names, or else the first one that the person sees. */
async function enter() {
  const mine = session;
  const wanted = placeFromAddress();
  if (wanted.direct && !state.directChannels.some((channel) => channel.id === wanted.channelId))
    await openDirect();
  if (mine !== session) return;
  const place = findPlace(wanted);
  if (!place) return;
  state.guildId = place.guildId;
  state.channelId = place.channelId;
  state.unread.delete(place.channelId);
  const address = addressOf(place.guildId, place.channelId);
  if (location.hash !== address) history.replaceState(null, "", address);
  redraw();
  composer.reset();
  shutDrawer();
  await timeline.open(place.channelId, session.api);
}

async function openDirect() {
  const channel = await session.api.post("/users/@me/channels", { recipient_id: state.botId });
  state.learnChannel(channel);
}

function findPlace({ guildId, channelId, direct }) {
  if (direct)
    return {
      guildId: null,
      channelId: state.directChannels.find((each) => each.id === channelId)?.id ?? state.botChannel?.id,
    };
  const all = state.ownGuilds.flatMap((guild) =>
    state.channelsOf(guild).map((channel) => ({ guildId: guild.id, channelId: channel.id })),
  );
  return (
    all.find((each) => each.channelId === channelId) ??
    all.find((each) => each.guildId === guildId) ??
    all[0] ??
    null
  );
}

function redraw() {
  const { channel, guild } = state;
  const name = guild ? `#${channel?.name ?? "…"}` : state.privateName(channel);
  at("place-title").textContent = name;
  at("place-topic").textContent = [guild?.name ?? "Direct messages", channel?.topic]
    .filter(Boolean)
    .join(" · ");
  document.title = `${name} · ${guild?.name ?? "Direct messages"} · Sandbox`;
  drawPlaces(at("place-list"), state);
  drawDesk(at("desk"), state, (path) => composer.typeCommand(path));
}

async function start() {
  offerThemes(at("theme"));
  listenForKeys(at("log"), composer);
  follower.expect();
  at("show-commands").addEventListener("click", () => composer.showCommands());
  at("self").addEventListener("click", openDrawer);
  at("open-about").addEventListener("click", () => at("about").showModal());
  addEventListener("hashchange", () => session?.ready && enter());
  addEventListener("online", () => session?.gateway.hurry());
  at("message").addEventListener("focus", loadCommands);
  setInterval(refreshTimes, TIMES_MS);
  setInterval(() => state.commands.length || loadCommands(), WAIT_FOR_COMMANDS_MS);
  try {
    state.meet(await sandbox("world"));
  } catch (refused) {
    at("log").replaceChildren(failure(refused.message));
    return;
  }
  const before = state.people.find((person) => person.id === recall("person", null));
  const person = before ?? state.people.find((each) => !each.moderator) ?? state.people[0];
  drawPeople(at("people"), state.people, person, become);
  become(person);
}

start();
