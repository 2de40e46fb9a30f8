/** The live connection: says who we are, keeps the heart beating, comes back after every break. */

const DISPATCH = 0;
const HEARTBEAT = 1;
const IDENTIFY = 2;
const RECONNECT = 7;
const INVALID_SESSION = 9;
const HELLO = 10;
const HEARTBEAT_ACK = 11;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Emits `status` (detail: "connecting" | "open" | "waiting") and `dispatch` (detail: `{type, data}`).
 * A new session is begun after each break; listeners reload what they may have missed.
 */
export class Gateway extends EventTarget {
  #token;
  #socket = null;
  #beat = null;
  #retry = null;
  #sequence = null;
  #answered = true;
  #failures = 0;
  #closed = false;

  constructor(token) {
    super();
    this.#token = token;
  }

  /** Connect, and stay connected until `close`. */
  open() {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    this.#retry = null;
    this.#tell("status", this.#failures ? "waiting" : "connecting");
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/gateway?v=10&encoding=json`);
    this.#socket = socket;
    socket.addEventListener("message", (event) => this.#hear(JSON.parse(event.data)));
    socket.addEventListener("close", () => this.#lost(socket));
  }

  /** Disconnect for good. */
  close() {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearInterval(this.#beat);
    this.#socket?.close(1000);
  }

  /** Try again now instead of waiting. */
  hurry() {
    if (this.#retry !== null) this.open();
  }

  #lost(socket) {
    if (socket !== this.#socket || this.#closed) return;
    clearInterval(this.#beat);
    this.#failures += 1;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#failures - 1));
    this.#tell("status", "waiting");
    this.#retry = setTimeout(() => this.open(), pause * (0.75 + Math.random() / 2));
  }

  #hear({ op, t, s, d }) {
    if (s !== null && s !== undefined) this.#sequence = s;
    if (op === HELLO) this.#greet(d.heartbeat_interval);
    else if (op === HEARTBEAT) this.#send(HEARTBEAT, this.#sequence);
    else if (op === HEARTBEAT_ACK) this.#answered = true;
    else if (op === RECONNECT || op === INVALID_SESSION) this.#socket.close(4000);
    else if (op === DISPATCH) this.#dispatched(t, d);
  }

  #dispatched(type, data) {
    if (type === "READY") {
      this.#failures = 0;
      this.#tell("status", "open");
    }
    this.#tell("dispatch", { type, data });
  }

  #greet(interval) {
    this.#answered = true;
    this.#sequence = null;
    clearInterval(this.#beat);
    this.#beat = setInterval(() => {
      if (!this.#answered) {
        this.#socket.close(4000);
        return;
      }
      this.#answered = false;
      this.#send(HEARTBEAT, this.#sequence);
    }, interval);
    const properties = { os: "browser", browser: "sandbox page", device: "sandbox page" };
    this.#send(IDENTIFY, { token: this.#token, properties });
  }

  #send(op, d) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ op, d }));
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
