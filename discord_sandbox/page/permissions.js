/** What a person may do where: Discord's rules, in Discord's order. */

export const ADMINISTRATOR = 1n << 3n;
export const VIEW_CHANNEL = 1n << 10n;
export const SEND_MESSAGES = 1n << 11n;
const EVERYTHING = (1n << 60n) - 1n;

/** Return a member's permissions in a server as bits; none for a stranger. */
export function inGuild(guild, userId) {
  if (guild.owner_id === userId) return EVERYTHING;
  const held = heldRoles(guild, userId);
  if (held === null) return 0n;
  const bits = guild.roles
    .filter((role) => held.has(role.id))
    .reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  return bits & ADMINISTRATOR ? EVERYTHING : bits;
}

/** Return a member's permissions in a channel; a thread has those of its parent. */
export function inChannel(guild, channel, userId) {
  let bits = inGuild(guild, userId);
  if (bits === EVERYTHING) return bits;
  const place = guild.channels.find((each) => each.id === channel.parent_id && isThread(channel)) ?? channel;
  const entries = place.permission_overwrites ?? [];
  const held = heldRoles(guild, userId) ?? new Set();
  const everyone = entries.filter((entry) => entry.id === guild.id);
  const roles = entries.filter((entry) => entry.id !== guild.id && held.has(entry.id));
  const own = entries.filter((entry) => entry.id === userId);
  for (const step of [everyone, roles, own]) {
    for (const entry of step) bits &= ~BigInt(entry.deny);
    for (const entry of step) bits |= BigInt(entry.allow);
  }
  return bits;
}

/** Say whether a channel is a thread. */
export function isThread(channel) {
  return channel.type >= 10 && channel.type <= 12;
}

function heldRoles(guild, userId) {
  const member = guild.members?.find((each) => each.user.id === userId);
  return member ? new Set([guild.id, ...member.roles]) : null;
}
