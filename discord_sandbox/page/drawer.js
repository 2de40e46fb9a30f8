/** On narrow screens the pane of places is a drawer: it slides over the conversation and is out of reach when shut. */

const NARROW = matchMedia("(max-width: 47.99rem)");

/** Wire the drawer; returns the functions that open and shut it. */
export function makeDrawer({ pane, backdrop, opener, closer }) {
  let open = false;
  let from = null;
  const apply = () => {
    const shut = NARROW.matches && !open;
    pane.classList.toggle("open", open);
    pane.inert = shut;
    backdrop.hidden = !(NARROW.matches && open);
    opener.setAttribute("aria-expanded", String(open));
  };
  const set = (next) => {
    if (open === next) return;
    open = next;
    apply();
    if (!NARROW.matches) return;
    if (open) from = document.activeElement;
    (open ? closer : (from ?? opener)).focus();
  };
  opener.addEventListener("click", () => set(true));
  closer.addEventListener("click", () => set(false));
  backdrop.addEventListener("click", () => set(false));
  pane.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    set(false);
  });
  NARROW.addEventListener("change", apply);
  apply();
  return { open: () => set(true), shut: () => set(false) };
}
