import type { Locale } from "@/messages/languages";
import { fault as words } from "@/messages/ending";
import { directionOf } from "@/messages/format/direction";

export type Fault = "400" | "elsewhere" | "409" | "413" | "500" | "503";

/** What a form sent: its fields in order, texts alone. */
export type Sent = { fields: [name: string, value: string][]; multipart: boolean };

type FaultPage = {
  fault: Fault;
  language: Locale;
  /** The address of the page, on our own name. */
  here: string;
  /** Where the page is opened again. */
  reload: string;
  home: string;
  /** What was sent and not taken in; null when a page was only asked for. */
  sent: Sent | null;
  /** By which the log's line is found. */
  number: string;
};

/**
 * A page for what went wrong before or around a page of ours: plain markup that needs no database and
 * no script. What was typed comes back, to be sent again where that can help.
 */
export function faultPage({
  fault,
  language,
  here,
  reload,
  home,
  sent,
  number,
}: FaultPage): string {
  const t = words[language];
  const { title, text } = t[fault];
  const passes = fault === "500" || fault === "503";
  const way = directionOf(language);
  return `<!doctype html><html lang="${language}"${way ? ` dir="${way}"` : ""}><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="robots" content="noindex, nofollow"/><title>${title} – ${t.productName}</title><link rel="icon" href="data:,"/><link rel="stylesheet" href="/public.css"/></head><body><header><strong>${t.productName}</strong></header><main><h1>${title}</h1><p class="note stop">${text}${fault === "500" ? ` <code>${number}</code>` : ""}</p>${sent === null ? "" : typed(sent, t.typed)}${sent !== null && passes ? again(sent, here, t.again) : ""}<p>${fault === "400" ? link(home, t.home) : link(reload, t.reload)}</p></main></body></html>`;
}

function typed({ fields }: Sent, title: string): string {
  const texts = fields.filter(([name, value]) => !isOurs(name) && value.trim() !== "");
  if (texts.length === 0) return "";
  const items = texts.map(([, value]) => `<li>${escape(value)}</li>`);
  return `<h2>${title}</h2><ul>${items.join("")}</ul>`;
}

function again({ fields, multipart }: Sent, here: string, label: string): string {
  const inputs = fields.map(
    ([name, value]) => `<textarea hidden name="${escape(name)}">\n${escape(value)}</textarea>`,
  );
  const encoding = multipart ? ' enctype="multipart/form-data"' : "";
  return `<form method="post" action="${escape(here)}"${encoding}>${inputs.join("")}<button class="primary">${label}</button></form>`;
}

function link(href: string, label: string): string {
  return `<a class="button" href="${escape(href)}">${label}</a>`;
}

/** Fields that nobody typed: Next's, a form's stamp, ids. */
function isOurs(name: string): boolean {
  return (
    name.startsWith("$") || /^(stamp|callbackUrl|token|number|slug|id|.*Id|revision)$/.test(name)
  );
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
