/** The fields of a form: text, selects, radio groups, checkboxes. */

import { h, lengthOf, uniqueId } from "./dom.js";
import { choicesOf, SELECTS, Select } from "./select.js";

const TEXT_INPUT = 4;
const RADIO_GROUP = 21;
const CHECKBOX_GROUP = 22;
const CHECKBOX = 23;
const PARAGRAPH = 2;
const MOST_TEXT = 4000;

/**
 * Make the field of a component.
 * @param {Object} component the field itself
 * @param {{label: string, description?: string}} named what stands above it
 * @returns {{element: HTMLElement, read: () => Object, check: () => boolean, focus: () => void}}
 *   `read` gives it as it is handed in; `check` says whether it may be, and shows what is wrong
 */
export function formField(component, named, context) {
  if (component.type === TEXT_INPUT) return textField(component, named);
  if (SELECTS.has(component.type)) return selectField(component, named, context);
  if (component.type === RADIO_GROUP) return radioField(component, named);
  if (component.type === CHECKBOX_GROUP) return checkboxesField(component, named);
  if (component.type === CHECKBOX) return checkboxField(component, named);
  return unsupportedField(component, named);
}

function textField(component, named) {
  const { style, value, placeholder, max_length, min_length: least = 0, required = true } = component;
  const most = max_length ?? MOST_TEXT;
  const id = uniqueId("field");
  const long = style === PARAGRAPH;
  const attributes = { id, name: component.custom_id, placeholder, "aria-required": String(required) };
  const input = long
    ? h("textarea", { ...attributes, rows: "5" })
    : h("input", { ...attributes, type: "text", autocomplete: "off" });
  input.value = value ?? "";
  const count = h("span", { class: "count" });
  const recount = () => {
    const length = lengthOf(input.value);
    count.textContent = long || max_length || length > most ? `${length} / ${most}` : "";
    count.classList.toggle("over", length > most);
  };
  input.addEventListener("input", recount);
  recount();
  const shell = shellOf("div", h("label", { for: id }, named.label, mark(required)), named, [input, count]);
  shell.describe(input);
  const fault = () => {
    if (!input.value.trim()) return required ? "Please write something here" : null;
    const length = lengthOf(input.value);
    if (length > most) return `At most ${most} characters, please`;
    return length < least ? `At least ${least} characters, please` : null;
  };
  return {
    element: shell.element,
    read: () => ({ ...identity(component), value: input.value }),
    check: () => shell.show(fault(), input),
    focus: () => input.focus(),
  };
}

function selectField(component, named, context) {
  const required = component.required ?? true;
  const widget = new Select(
    required ? component : { ...component, min_values: 0 },
    choicesOf(component, context.state),
    { label: named.label },
  );
  const shell = shellOf("div", h("span", { class: "label" }, named.label, mark(required)), named, [
    widget.element,
  ]);
  shell.describe(widget.control);
  const least = component.min_values ?? 1;
  const fault = () => {
    const count = widget.values.length;
    if (!count) return required && least > 0 ? "Please choose" : null;
    return count < least ? `Choose at least ${least}` : null;
  };
  return {
    element: shell.element,
    read: () => ({ ...identity(component), values: widget.values }),
    check: () => shell.show(fault(), widget.control),
    focus: () => widget.control.focus(),
  };
}

function radioField(component, named) {
  const { required = true } = component;
  const inputs = ticks("radio", component);
  const shell = groupShell(named, required, component, inputs);
  return {
    element: shell.element,
    read: () => ({ ...identity(component), value: inputs.find((input) => input.checked)?.value ?? null }),
    check: () =>
      shell.show(required && !inputs.some((input) => input.checked) ? "Please choose one" : null, inputs[0]),
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0]).focus(),
  };
}

function checkboxesField(component, named) {
  const { required = true, max_values: most = component.options.length } = component;
  const least = required ? Math.max(1, component.min_values ?? 1) : (component.min_values ?? 0);
  const inputs = ticks("checkbox", component);
  const shell = groupShell(named, required, component, inputs);
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const fault = () => {
    const count = chosen().length;
    if (count < least && (required || count)) return `Choose at least ${least}`;
    return count > most ? `Choose at most ${most}` : null;
  };
  return {
    element: shell.element,
    read: () => ({ ...identity(component), values: chosen() }),
    check: () => shell.show(fault(), inputs[0]),
    focus: () => inputs[0].focus(),
  };
}

function checkboxField(component, named) {
  const id = uniqueId("field");
  const input = h("input", {
    type: "checkbox",
    id,
    name: component.custom_id,
    checked: Boolean(component.default),
  });
  const shell = shellOf(
    "div",
    h("label", { for: id, class: "tick-line" }, input, h("span", {}, named.label)),
    named,
    [],
  );
  shell.describe(input);
  return {
    element: shell.element,
    read: () => ({ ...identity(component), value: input.checked }),
    check: () => true,
    focus: () => input.focus(),
  };
}

function unsupportedField(component, named) {
  const words = `This field (component type ${component.type}) cannot be filled in here.`;
  const shell = shellOf("div", h("span", { class: "label" }, named.label), named, [
    h("p", { class: "unsupported" }, words),
  ]);
  return {
    element: shell.element,
    read: () => ({ ...identity(component), values: [] }),
    check: () => true,
    focus: () => {},
  };
}

function ticks(type, component) {
  return component.options.map((option) =>
    h("input", {
      type,
      id: uniqueId("field"),
      name: component.custom_id,
      value: option.value,
      checked: Boolean(option.default),
    }),
  );
}

function groupShell(named, required, component, inputs) {
  const lines = component.options.map((option, index) =>
    h(
      "label",
      { class: "tick-line", for: inputs[index].id },
      inputs[index],
      h(
        "span",
        {},
        option.label,
        option.description && h("span", { class: "option-detail" }, option.description),
      ),
    ),
  );
  const shell = shellOf("fieldset", h("legend", {}, named.label, mark(required)), named, lines);
  shell.describe(shell.element);
  return shell;
}

/** What surrounds a field: label, description, the fault when there is one. */
function shellOf(tag, label, { description }, content) {
  const aboutId = uniqueId("about");
  const faultId = uniqueId("fault");
  const fault = h("p", { class: "fault", id: faultId, hidden: true });
  const about = description && h("p", { class: "about", id: aboutId }, description);
  const element = h(tag, { class: "form-field" }, label, about, content, fault);
  const ids = [about && aboutId, faultId].filter(Boolean).join(" ");
  return {
    element,
    describe: (control) => control.setAttribute("aria-describedby", ids),
    show: (words, control) => {
      fault.textContent = words ?? "";
      fault.hidden = !words;
      if (words) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      return !words;
    },
  };
}

function mark(required) {
  return required
    ? h("span", { class: "needed", "aria-hidden": "true" }, " *")
    : h("span", { class: "optional" }, " optional");
}

function identity({ type, id, custom_id }) {
  return { type, id, custom_id };
}
