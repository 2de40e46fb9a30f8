/** What the page knows: the world, who is looking at it, and from where. */

import { ADMINISTRATOR, inChannel, inGuild, isThread, SEND_MESSAGES, VIEW_CHANNEL } from "./permissions.js";

const TEXT_CHANNELS = new Set([0, 1, 5, 10, 11, 12]);

/** The world as the chosen person sees it. The code that changes it announces the change (see main.js). */
export class State {
  guilds = [];
  people = [];
  commands = [];
  suggested = [];
  applicationId = null;
  botId = null;
  botName = "the bot";
  person = null;
  sessionId = null;
  guildId = null;
  channelId = null;
  unread = new Set();
  #direct = new Map();
  #users = new Map();

  /** Take in `GET /sandbox/world`. */
  meet(world) {
    this.guilds = world.guilds;
    this.people = world.users;
    this.applicationId = world.application_id;
    this.botId = world.bot_user_id;
    this.botName = world.application_name ?? this.botName;
    this.suggested = world.suggested_commands ?? [];
    for (const person of world.users) this.learn({ ...person, global_name: person.display_name });
    for (const guild of world.guilds) for (const member of guild.members ?? []) this.learn(member.user);
    this.learn({ id: this.botId, display_name: this.botName, bot: true });
  }

  /** Look at the world as someone else. */
  become(person) {
    this.person = person;
    this.sessionId = null;
    this.unread.clear();
    this.#direct.clear();
  }

  /** Remember an account's name. */
  learn(user) {
    if (user?.id) this.#users.set(user.id, { ...this.#users.get(user.id), ...user });
  }

  /** Remember a channel: a new one, a changed one, or the direct messages. */
  learnChannel(channel) {
    const guild = this.guilds.find((each) => each.id === channel.guild_id);
    if (!guild) {
      this.#direct.set(channel.id, channel);
      return;
    }
    const known = guild.channels.findIndex((each) => each.id === channel.id);
    if (known < 0) guild.channels.push(channel);
    else guild.channels[known] = { ...guild.channels[known], ...channel };
  }

  /** Forget a channel that is gone. */
  forgetChannel(channel) {
    for (const guild of this.guilds) guild.channels = guild.channels.filter((each) => each.id !== channel.id);
    this.#direct.delete(channel.id);
  }

  get guild() {
    return this.guilds.find((guild) => guild.id === this.guildId) ?? null;
  }

  get channel() {
    return this.findChannel(this.channelId);
  }

  /** The servers that the person is in. */
  get ownGuilds() {
    return this.guilds.filter((guild) => this.person?.guild_ids.includes(guild.id));
  }

  /** The direct messages that are open. */
  get directChannels() {
    return [...this.#direct.values()];
  }

  /** The direct messages with the bot, if they are open: nobody but the person takes part in them. */
  get botChannel() {
    return this.directChannels.find((channel) => !this.#others(channel).length) ?? null;
  }

  /** The name of a private channel: the group's, those of the other people, or the bot's. */
  privateName(channel) {
    return channel?.name || (channel && this.#others(channel).map(displayName).join(", ")) || this.botName;
  }

  #others(channel) {
    return channel.recipients.filter((each) => each.id !== this.person.id);
  }

  findChannel(id) {
    return (
      this.#direct.get(id) ??
      this.guilds.flatMap((guild) => guild.channels).find((each) => each.id === id) ??
      null
    );
  }

  /** The text channels of a server that the person sees, each followed by its open threads. */
  channelsOf(guild) {
    const seen = guild.channels.filter(
      (each) => TEXT_CHANNELS.has(each.type) && inChannel(guild, each, this.person.id) & VIEW_CHANNEL,
    );
    const threads = seen.filter((each) => isThread(each) && !each.thread_metadata?.archived);
    return seen
      .filter((each) => !isThread(each))
      .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
      .flatMap((channel) => [channel, ...threads.filter((thread) => thread.parent_id === channel.id)]);
  }

  /** Whether the person may write in the channel that is open. */
  get maySend() {
    if (!this.channel) return false;
    return !this.guild || Boolean(inChannel(this.guild, this.channel, this.person.id) & SEND_MESSAGES);
  }

  /** Whether the person has every one of these permissions (bits as text) where they are. */
  may(needed) {
    if (needed === null || needed === undefined || !this.guild) return true;
    const bits = inGuild(this.guild, this.person.id);
    const wanted = BigInt(needed);
    return wanted === 0n ? Boolean(bits & ADMINISTRATOR) : (bits & wanted) === wanted;
  }

  /** The members of the server that is open, or those who talk in the private channel. */
  get members() {
    const others = this.channel?.recipients ? this.#others(this.channel).map((each) => each.id) : [];
    const ids = this.guild?.members?.map((member) => member.user.id) ?? [
      ...(others.length ? others : [this.botId]),
      this.person.id,
    ];
    return ids.map((id) => this.#users.get(id)).filter(Boolean);
  }

  /** Return all that is known of an account that a message came with. */
  who(user) {
    return { ...user, ...this.#users.get(user?.id) };
  }

  /** The names of things by id, for mentions. */
  names = {
    user: (id) => displayName(this.#users.get(id)) ?? "unknown person",
    role: (id) =>
      this.guilds.flatMap((guild) => guild.roles).find((role) => role.id === id)?.name ?? "unknown role",
    channel: (id) => this.findChannel(id)?.name ?? null,
  };
}

/** Return the name that people see. */
export function displayName(user) {
  return user ? (user.global_name ?? user.display_name ?? user.username) : null;
}
