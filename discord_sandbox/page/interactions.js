/** What a person does with the bot, and waiting for how it went. */

const COMMAND = 2;
const COMPONENT = 3;
const COMPLETION = 4;
const MODAL_SUBMIT = 5;

const EPOCH_MS = 1_420_070_400_000n;
const PATIENCE_MS = 20_000;

/** The bot did not answer, or the server refused. */
class InteractionFailed extends Error {}

let last = 0n;

/** Return a number as text that no earlier call returned, rising with time as Discord's ids do. */
export function nonce() {
  const now = (BigInt(Date.now()) - EPOCH_MS) << 22n;
  last = now > last ? now : last + 1n;
  return String(last);
}

/**
 * Sends interactions and settles each by its nonce. A promise resolves with the event that ended it
 * (`{type, data}`) and rejects with InteractionFailed.
 */
export class Interactions {
  #state;
  #api;
  #waiting = new Map();

  constructor(state, api) {
    this.#state = state;
    this.#api = api;
  }

  /** Run a command: `data` as Discord's API has it (id, name, type, version, options). */
  run(data) {
    return this.#send(COMMAND, data);
  }

  /** Press a button, or choose in a select. */
  press(message, component, values) {
    const data = { component_type: component.type, custom_id: component.custom_id };
    if (values) data.values = values;
    return this.#send(COMPONENT, data, { message_id: message.id });
  }

  /** Ask the bot to complete the option marked `focused`; resolves with the choices. */
  async complete(data) {
    const answer = await this.#send(COMPLETION, data);
    return answer.data.choices ?? [];
  }

  /** Hand in a form that the bot has shown. */
  submit(modal, components) {
    return this.#send(MODAL_SUBMIT, { id: modal.id, custom_id: modal.custom_id, components });
  }

  /** Take an event of the gateway; say whether it was one of ours. */
  hear(type, data) {
    const waiting = this.#waiting.get(data?.nonce);
    if (!waiting) return false;
    if (type === "INTERACTION_FAILURE") {
      this.#settle(data.nonce);
      waiting.reject(new InteractionFailed("This interaction failed"));
    } else if (
      type === "INTERACTION_SUCCESS" ||
      type === "INTERACTION_MODAL_CREATE" ||
      type === "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"
    ) {
      this.#settle(data.nonce);
      waiting.resolve({ type, data });
    }
    return true;
  }

  /** Give up everything under way: the connection is gone and with it the answers. */
  abandon() {
    for (const [key, waiting] of this.#waiting) {
      this.#settle(key);
      waiting.reject(new InteractionFailed("The connection was lost before the bot answered"));
    }
  }

  #settle(key) {
    clearTimeout(this.#waiting.get(key)?.timer);
    this.#waiting.delete(key);
  }

  async #send(type, data, more = {}) {
    const { applicationId, guildId, channelId, sessionId } = this.#state;
    const key = nonce();
    const answer = new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(key);
        reject(new InteractionFailed("This interaction failed"));
      }, PATIENCE_MS);
      this.#waiting.set(key, { resolve, reject, timer });
    });
    answer.catch(() => {});
    const body = {
      type,
      application_id: applicationId,
      channel_id: channelId,
      session_id: sessionId,
      nonce: key,
      data,
    };
    if (guildId) body.guild_id = guildId;
    try {
      await this.#api.post("/interactions", { ...body, ...more });
    } catch (refused) {
      this.#settle(key);
      throw new InteractionFailed(refused.message);
    }
    return answer;
  }
}
