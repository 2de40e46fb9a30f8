/** Where the conversation is scrolled to: at its end, or at a message that stays where it is on the screen. */

const NEAR_PX = 80;

/** Scrolls the log. At the end it follows what comes; elsewhere nothing moves under the reader or the pointer. */
export class Scroll {
  #log;
  #list;
  #jump;
  #atEnd = true;
  #top = 0;
  #held = null;

  /**
   * @param {HTMLElement} log the element that scrolls
   * @param {HTMLElement} list its messages
   * @param {HTMLButtonElement} jump leads back to the newest message
   * @param {() => void} onTop called when someone scrolls up to the first message
   */
  constructor(log, list, jump, onTop) {
    this.#log = log;
    this.#list = list;
    this.#jump = jump;
    jump.addEventListener("click", () => this.toEnd());
    log.addEventListener("scroll", () => this.#scrolled() && onTop(), { passive: true });
    list.addEventListener("pointerover", () => this.#hold());
    const follow = new ResizeObserver(() => this.#settle());
    follow.observe(list);
    follow.observe(log);
  }

  get atEnd() {
    return this.#atEnd;
  }

  toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#atEnd = true;
    this.#jump.hidden = true;
  }

  /** Change the messages without moving what is being read or pointed at. */
  keep(change) {
    this.#hold();
    change();
    this.#settle();
  }

  /** Go to the beginning of a message that is taller than the view. */
  showBeginning(element) {
    if (element.offsetHeight <= this.#log.clientHeight) return;
    this.#atEnd = false;
    this.#log.scrollTop += element.getBoundingClientRect().top - this.#log.getBoundingClientRect().top;
    this.#hold();
  }

  /** Only a person who scrolls up leaves the end; content that grows does not take them away from it. */
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#log;
    const up = scrollTop < this.#top;
    this.#top = scrollTop;
    if (scrollHeight - scrollTop - clientHeight < NEAR_PX) this.#atEnd = true;
    else if (up) this.#atEnd = false;
    if (this.#atEnd) this.#jump.hidden = true;
    this.#hold();
    return up && scrollTop < NEAR_PX;
  }

  /** Note where the message under the pointer, else the one with the focus, else the first in view ends. */
  #hold() {
    if (this.#atEnd) return;
    const view = this.#log.getBoundingClientRect();
    const boxOf = (element) => element.getBoundingClientRect();
    const inView = (element) =>
      element && boxOf(element).bottom > view.top && boxOf(element).top < view.bottom;
    const element = [
      this.#list.querySelector(".message:hover"),
      this.#list.querySelector(".message:is(:focus, :focus-within)"),
      [...this.#list.querySelectorAll(".message")].find(inView),
    ].find(inView);
    const edge = element && boxOf(element).bottom <= view.bottom ? "bottom" : "top";
    this.#held = element ? { element, edge, at: boxOf(element)[edge] } : null;
  }

  #settle() {
    if (this.#atEnd) {
      this.toEnd();
    } else if (this.#held?.element.isConnected) {
      const { element, edge, at } = this.#held;
      this.#log.scrollTop += element.getBoundingClientRect()[edge] - at;
    }
    this.#hold();
  }
}
