/** Where somebody was in the filters before they acted: `name value`, for the page that comes next. */
const KEPT = "filter";

/** The row that is to be chosen on the page that comes next. */
const CHOSEN = "row";

/**
 * K4: filters act at once; `j`, `k` and Enter go through a list, `x` chooses a row, `/` goes to the list's search.
 * Whoever turned the keys off (K5) has none of them. Ends with what it gives.
 */
export function listenToList(): () => void {
  returnToFilter();
  const ending = new AbortController();
  const { signal } = ending;
  document.addEventListener("change", act, { signal });
  document.addEventListener("formdata", leaveOutEmpty, { signal });
  // Before the search over everything, which hears `/` where no list does.
  document.addEventListener("keydown", press, { signal, capture: true });
  document.addEventListener("click", closeOthers, { signal });
  document.addEventListener("click", tickBetween, { signal });
  tickChosen();
  actOnEarlier();
  // A page that the browser kept stands as it was shown, not as it was left.
  window.addEventListener("pageshow", ({ persisted }) => persisted && reset(), { signal });
  return () => ending.abort();
}

/** What was chosen while the page was not listening yet. */
function actOnEarlier(): void {
  const fields = document.querySelectorAll("[data-at-once] :is(select, input[type=checkbox])");
  [...fields].find(differs)?.dispatchEvent(new Event("change", { bubbles: true }));
}

function differs(field: Element): boolean {
  if (field instanceof HTMLInputElement) return field.checked !== field.defaultChecked;
  if (!(field instanceof HTMLSelectElement)) return false;
  const shown = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return shown !== undefined && !shown.selected;
}

function act({ target }: Event): void {
  if (!(target instanceof HTMLSelectElement || target instanceof HTMLInputElement)) return;
  const form = target.form;
  // A day that is typed is a day, of the year 2, before it is whole.
  if (!form?.matches("[data-at-once]") || ["search", "date"].includes(target.type)) return;
  sessionStorage.setItem(KEPT, `${target.name} ${target.type === "checkbox" ? target.value : ""}`);
  form.requestSubmit();
}

function reset(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-at-once]")) form.reset();
}

/** Focus, and an opened menu, stand where they were once the list is there again. */
function returnToFilter(): void {
  const [name = "", value = ""] = sessionStorage.getItem(KEPT)?.split(" ") ?? [];
  sessionStorage.removeItem(KEPT);
  const fields = document.querySelectorAll<HTMLInputElement>("[data-at-once] :is(select, input)");
  const field = [...fields].find(
    (one) => one.name === name && (value === "" || one.value === value),
  );
  if (!field || name === "") return;
  const menu = field.closest("details");
  if (menu) menu.open = true;
  field.focus({ preventScroll: true });
}

/** An address says what is filtered by, and nothing of the rest. */
function leaveOutEmpty({ target, formData }: FormDataEvent): void {
  if (!(target instanceof HTMLFormElement) || !target.matches("[data-at-once]")) return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
}

function closeOthers({ target }: MouseEvent): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]"))
    if (!(target instanceof Node && menu.contains(target))) menu.open = false;
}

/** B2: with shift, all boxes from the last one that was ticked to this one stand as this one does. */
let last: HTMLInputElement | null = null;
function tickBetween({ target, shiftKey }: MouseEvent): void {
  if (!(target instanceof HTMLInputElement) || !target.matches("tbody input[type=checkbox]"))
    return;
  const all = [...document.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox]")];
  const [from, to] = [last ? all.indexOf(last) : -1, all.indexOf(target)];
  last = target;
  if (!shiftKey || from < 0) return;
  for (const box of all.slice(Math.min(from, to), Math.max(from, to) + 1))
    box.checked = target.checked;
}

function press(event: KeyboardEvent): void {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
  const menu = target.closest<HTMLDetailsElement>("details.menu[open]");
  if (key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
  if (target.closest("input, textarea, select") || document.querySelector("dialog[open]")) return;
  // Somebody who turned the keys off has none of them here either.
  if (!document.querySelector(".find[aria-keyshortcuts]")) return;
  if (key === "/") search(event);
  else if (key === "j" || key === "k") step(event, key === "j" ? 1 : -1);
  else if (key === "x") choose(target);
}

function search(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>("main .toolbar input[type=search]");
  if (!field) return;
  event.preventDefault();
  const closed = field.closest("details");
  if (closed && !field.checkVisibility()) closed.open = true;
  field.select();
  field.focus();
}

/** A row is chosen; where the list has no boxes yet, on the page that has them. */
function choose(target: HTMLElement): void {
  const row = target.closest("tr");
  const way = document.querySelector<HTMLElement>("[data-choose]");
  if (row && way) {
    sessionStorage.setItem(CHOSEN, row.id);
    way.click();
  } else boxOf(row)?.click();
}

function tickChosen(): void {
  const row = document.getElementById(sessionStorage.getItem(CHOSEN) ?? "");
  sessionStorage.removeItem(CHOSEN);
  row?.querySelector("a")?.focus();
  boxOf(row)?.click();
}

const boxOf = (row: HTMLElement | null) =>
  row?.querySelector<HTMLElement>("input[type=checkbox]") ?? null;

function step(event: KeyboardEvent, by: number): void {
  const rows = [...document.querySelectorAll("main tbody tr")].filter((row) =>
    row.querySelector("a"),
  );
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const to = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
  event.preventDefault();
  rows[to]?.querySelector<HTMLElement>("a")?.focus();
}
