// Comforts of the practice page: insert keys, shortcuts, focus, drafts, copying formulas as LaTeX.
// Nothing here is needed: without this file every action is still a link or a form.
//
//   [data-insert="sqrt("]     puts its text into the answer field used last
//   [data-key="h"]            pressed by that key outside text fields; "enter" for the way on; 1-4 and 1-3 need no mark
//   form[data-draft="name"]   keeps what is typed until it is answered, across a reload
"use strict";

const TEXT_FIELD = "textarea, select, input:not([type=radio], [type=checkbox], [type=submit], [type=button], [type=hidden])";
const editable = (element) => element.matches?.(TEXT_FIELD) && !element.readOnly;

// --- insert keys -------------------------------------------------------------------------------------------------

let lastField = null;
document.addEventListener("focusin", (event) => { if (editable(event.target)) lastField = event.target; });
document.addEventListener("mousedown", (event) => { if (event.target.closest("[data-insert]")) event.preventDefault(); });
document.addEventListener("click", (event) => {
  const key = event.target.closest("[data-insert]");
  if (!key) return;
  const form = key.closest("form");
  const field = form?.contains(lastField) ? lastField : form?.querySelector(TEXT_FIELD);
  if (!field) return;
  field.focus();
  const { selectionStart: start, selectionEnd: end } = field;
  const text = key.dataset.insert;
  const chosen = field.value.slice(start, end);
  const wraps = chosen && text.endsWith("(");
  field.setRangeText(wraps ? `${text}${chosen})` : text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// --- shortcuts ---------------------------------------------------------------------------------------------------

const pressable = (element) => element && !element.disabled && element.getClientRects().length > 0;

function meant(key) {
  if (/^[1-4]$/.test(key)) {
    const rating = document.querySelector(`.rate [value="${key}"]`);
    return rating ?? document.querySelectorAll(".confidence input")[key - 1];
  }
  if (!/^([a-z?]|enter)$/.test(key)) return null;
  return [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(pressable);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.repeat || event.altKey) return;
  const field = event.target;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field.matches("textarea")) {
    field.form?.requestSubmit(field.form.querySelector(".primary"));
    return;
  }
  if (event.ctrlKey || event.metaKey || editable(field)) return;
  if (event.key === "Enter" && field.closest("a, button, summary, label, input")) return;
  const target = meant(event.key.toLowerCase());
  if (target) {
    event.preventDefault();
    target.click();
  } else if (event.key.length === 1 && event.key !== " ") {
    typeOn();
  }
});

// After a verdict the focus is on its words; whoever simply types on, types on in the answer.
function typeOn() {
  const field = document.getElementById("answer");
  if (!field || !editable(field)) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

// --- one press, one post -------------------------------------------------------------------------------------------

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.setAttribute("aria-busy", "true");
}, true);
const release = () => document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
window.addEventListener("pageshow", release);
document.addEventListener("htmx:afterRequest", release);

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    if (event.detail.requestConfig?.verb === "get") return;
    document.getElementById("trouble")?.removeAttribute("hidden");
  });
}

// --- drafts --------------------------------------------------------------------------------------------------------

const draftName = (form) => `draft:${form.dataset.draft}`;
const fieldsOf = (form) => [...form.querySelectorAll(TEXT_FIELD)].filter((field) => field.name);

function keepDraft(form) {
  const typed = Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));
  try { sessionStorage.setItem(draftName(form), JSON.stringify(typed)); } catch { /* no storage: nothing is kept */ }
}

function restoreDraft(form) {
  let typed = null;
  try { typed = JSON.parse(sessionStorage.getItem(draftName(form))); } catch { /* unreadable: as if there were none */ }
  if (!typed || fieldsOf(form).some((field) => field.value)) return;
  for (const field of fieldsOf(form)) {
    if (!typed[field.name]) continue;
    field.value = typed[field.name];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (form && editable(event.target)) keepDraft(form);
});
const forget = (form) => { try { sessionStorage.removeItem(draftName(form)); } catch { /* as above */ } };
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, verb, path } = event.detail.requestConfig ?? {};
  const form = elt?.closest?.("form[data-draft]");
  if (form && verb === "post" && !path.endsWith("/hint/") && event.detail.xhr.status < 400) forget(form);
});

// --- after each new state ------------------------------------------------------------------------------------------

function dress(root) {
  root.querySelectorAll(".keys[hidden]").forEach((keys) => { keys.hidden = false; });
  root.querySelectorAll("form[data-draft]").forEach(restoreDraft);
  markScrolling(root);
}

// A formula wider than its box can be reached and scrolled by keyboard.
function markScrolling(root) {
  root.querySelectorAll(".formula, .preview, .table, .at, .law, .pieces, .slopes > li, .facts dd, pre").forEach((box) => {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });
}

// What a post brought about: the point that waits for a yes or no, else the last verdict, model answer or end in sight.
const seen = (selector) => [...document.querySelectorAll(selector)].filter(pressable);
const news = () => seen(".misconception:has(.ticks), .point.open")[0] ?? seen(".verdict, .model, .end").at(-1);
// Help that was asked for: the next field or choice of the worked steps, the nudge test.
const help = (path) => {
  if (path?.includes("/step/")) return seen("[data-next] :is(input:not([type=hidden]), button:not(:disabled))")[0] ?? seen(".guide").at(-1);
  return path?.endsWith("/nudge/") ? seen(".nudge").at(-1) : null;
};

document.addEventListener("htmx:afterSettle", (event) => {
  const whole = event.detail.target?.isConnected ? event.detail.target : document;
  dress(whole.parentElement ?? whole);
  const { verb, parameters, path } = event.detail.requestConfig ?? {};
  const place = verb === "post" && parameters.act !== "went_on" && (help(path) ?? news());
  if (!place) return;
  if (!place.hasAttribute("tabindex") && !place.matches("input, button")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
});
window.addEventListener("resize", () => markScrolling(document));
dress(document);
document.fonts?.ready.then(() => markScrolling(document));

// --- copying -------------------------------------------------------------------------------------------------------

function latexOf(math) {
  const source = math.querySelector("annotation")?.textContent ?? math.textContent;
  return math.getAttribute("display") === "block" ? `$$${source}$$` : `$${source}$`;
}

document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || editable(event.target)) return;
  const range = selection.getRangeAt(0).cloneRange();
  const mathAround = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("math");
  const [first, last] = [mathAround(range.startContainer), mathAround(range.endContainer)];
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const sheet = document.createElement("div");
  sheet.append(range.cloneContents());
  if (!sheet.querySelector("math")) return;
  event.clipboardData.setData("text/html", sheet.innerHTML);
  sheet.querySelectorAll("math").forEach((math) => math.replaceWith(latexOf(math)));
  sheet.className = "vh";
  document.body.append(sheet);
  event.clipboardData.setData("text/plain", sheet.innerText.trim());
  sheet.remove();
  event.preventDefault();
});

// --- the learner's own midnight --------------------------------------------------------------------------------------

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.includes(`gradus_zone=${zone}`)) {
  document.cookie = `gradus_zone=${zone}; path=/; max-age=31536000; samesite=lax`;
}
