/** The HTTP API, used by one person. */

const BASE = "/api/v10";
const PATIENCE_MS = 15_000;
const TRIES = 3;

/** What the server refused, in its own words. */
class Refused extends Error {
  constructor(status, body) {
    super(explain(status, body));
    this.status = status;
  }
}

/** Everything that a person may ask of the server; `token` says who asks. */
export class Api {
  constructor(token) {
    this.token = token;
  }

  get(path) {
    return this.#ask("GET", path);
  }

  post(path, body) {
    return this.#ask("POST", path, body);
  }

  async #ask(method, path, body) {
    for (let attempt = 1; ; attempt += 1) {
      const reply = await request(BASE + path, {
        method,
        headers: { Authorization: this.token, "Content-Type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      if (reply.status !== 429 || attempt === TRIES) return read(reply);
      const { retry_after: seconds = 1 } = await reply.json().catch(() => ({}));
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
}

/** Read one of the sandbox's own documents: "world" or "commands". */
export async function sandbox(name) {
  return read(await request(`/sandbox/${name}`));
}

async function request(path, options = {}) {
  try {
    return await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw new Refused(0, { message: "The sandbox does not answer. Is it still running?" });
  }
}

async function read(reply) {
  const raw = await reply.text();
  let body = null;
  try {
    body = raw ? JSON.parse(raw) : null;
  } catch {
    body = { message: `Unreadable answer (HTTP ${reply.status})` };
  }
  if (!reply.ok) throw new Refused(reply.status, body);
  return body;
}

/** The server nests the reasons by field; people want the first few sentences. */
function explain(status, body) {
  const reasons = [];
  const collect = (place, path) => {
    for (const [key, value] of Object.entries(place ?? {})) {
      if (key === "_errors") reasons.push(...value.map((each) => `${path.join(".")}: ${each.message}`));
      else if (value && typeof value === "object") collect(value, [...path, key]);
    }
  };
  collect(body?.errors, []);
  return [body?.message ?? `HTTP ${status}`, ...reasons.slice(0, 3)].join(" · ");
}
