/** Forms that the bot shows, as a dialog. What was typed stays until the bot has taken it. */

import { h, uniqueId } from "./dom.js";
import { formField } from "./form-fields.js";
import { text } from "./text.js";

/** @import { Context } from "./context.js" */

const ACTION_ROW = 1;
const TEXT_DISPLAY = 10;
const LABEL = 18;

/**
 * Show a form.
 * @param {Object} modal `{id, custom_id, title, components}` as the gateway sent it
 * @param {Context} context
 * @param {(components: Object[]) => Promise} submit hands the components in; rejects when the bot did not take them
 * @param {() => void} closed called when the form is gone
 */
export function openModal(modal, context, submit, closed) {
  const titleId = uniqueId("modal");
  const parts = modal.components.map((component) => part(component, context));
  const alert = h("p", { class: "failure", role: "alert", hidden: true });
  const send = h("button", { type: "submit", class: "button primary" }, "Submit");
  const close = () => dialog.close();
  const gone = () => {
    dialog.remove();
    closed();
  };
  const form = h(
    "form",
    { class: "modal-form", novalidate: true },
    h(
      "div",
      { class: "modal-body" },
      parts.map((each) => each.element),
      alert,
    ),
    h(
      "div",
      { class: "modal-foot" },
      h("button", { type: "button", class: "button secondary", onclick: close }, "Cancel"),
      send,
    ),
  );
  const dialog = h(
    "dialog",
    { class: "modal", "aria-labelledby": titleId, onclose: gone },
    h(
      "header",
      { class: "modal-head" },
      h("h2", { id: titleId }, modal.title),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: close }, "×"),
    ),
    form,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = parts.flatMap((each) => each.fields).filter((field) => !field.check());
    if (wrong.length || send.getAttribute("aria-busy") === "true") {
      wrong[0]?.focus();
      return;
    }
    alert.hidden = true;
    send.setAttribute("aria-busy", "true");
    try {
      await submit(parts.map((each) => each.read()));
      close();
    } catch (failed) {
      alert.textContent = `${failed.message}. What you wrote is still here: try again.`;
      alert.hidden = false;
    } finally {
      send.removeAttribute("aria-busy");
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  parts.flatMap((each) => each.fields)[0]?.focus();
  return dialog;
}

/** One top-level component: its element, its fields, and how it is handed in. */
function part(component, context) {
  const { type, id } = component;
  if (type === TEXT_DISPLAY)
    return { element: text(component.content, context), fields: [], read: () => ({ type, id }) };
  if (type === LABEL) {
    const field = formField(component.component, component, context);
    return { element: field.element, fields: [field], read: () => ({ type, id, component: field.read() }) };
  }
  if (type === ACTION_ROW) {
    const fields = component.components.map((inner) => formField(inner, inner, context));
    const element = h(
      "div",
      {},
      fields.map((field) => field.element),
    );
    return { element, fields, read: () => ({ type, id, components: fields.map((field) => field.read()) }) };
  }
  const words = `This part of the form (component type ${type}) is not shown here.`;
  return { element: h("p", { class: "unsupported" }, words), fields: [], read: () => ({ type, id }) };
}
