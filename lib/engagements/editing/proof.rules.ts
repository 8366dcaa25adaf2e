import { surveyRequirements, type PoeRequirement, type Template } from "@/db/schema/states";
import { isExtension } from "../../files/schema";
import { calendarDay } from "../../input";
import { cells, type Read } from "./lines.rules";

/** What a requirement can name: keys of kinds of proof, and addresses of templates. */
export type KnownProof = { proof: readonly string[]; templates: readonly string[] };

/** More no claim keeps, nor a reader. */
const MOST = 10;

/**
 * P14: a kind of proof, with `!` where it is required; below it what partners are told, `note: English | Dutch`, which files
 * are taken, `files: pdf, docx`, and its templates, `template: /templates/findings.docx | 1.0 | 2026-07-01`, the version and the
 * day from which rounds are given it.
 */
export const poeLines = {
  write: (poe: readonly PoeRequirement[]): string =>
    poe
      .map(({ kind, optional, note, fileTypes, templates = [] }) =>
        [
          `${kind}${optional ? "" : "!"}`,
          ...(note ? [`note: ${note.en} | ${note.nl}`] : []),
          ...(fileTypes ? [`files: ${fileTypes.join(", ")}`] : []),
          ...templates.map(
            ({ url, version, validFrom }) => `template: ${url} | ${version} | ${validFrom}`,
          ),
        ].join("\n"),
      )
      .join("\n"),
  read: readProof,
};

function readProof(text: string, known: KnownProof): Read<PoeRequirement[]> {
  const poe: PoeRequirement[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    const typed = line.trim();
    if (typed === "") continue;
    const [, word = "", said = ""] = /^(note|files|template):(.*)$/.exec(typed) ?? [];
    const last = poe.at(-1);
    const read = word === "" ? begun(typed, poe, known) : more(word, said.trim(), last, known);
    if (read === null) return { wrong: { line: at + 1, text: typed } };
    if (word !== "") poe.pop();
    poe.push(read);
  }
  return { value: poe };
}

function begun(
  typed: string,
  poe: readonly PoeRequirement[],
  known: KnownProof,
): PoeRequirement | null {
  const kind = typed.replace(/!$/, "");
  if (!known.proof.includes(kind) || poe.some((one) => one.kind === kind)) return null;
  if (poe.length >= MOST) return null;
  return typed.endsWith("!") ? { kind } : { kind, optional: true };
}

/** The requirement with what a line says of it. */
function more(
  word: string,
  said: string,
  last: PoeRequirement | undefined,
  known: KnownProof,
): PoeRequirement | null {
  if (!last) return null;
  if (word === "note") {
    const [en = "", nl = "", ...others] = cells(said);
    if (last.note || en === "" || nl === "" || others.length > 0) return null;
    return { ...last, note: { en, nl } };
  }
  if (surveyRequirements.includes(last.kind)) return null;
  if (word === "files") {
    const fileTypes = [
      ...new Set(
        said
          .toLowerCase()
          .split(/[\s,;.]+/)
          .filter((one) => one !== ""),
      ),
    ];
    if (last.fileTypes || fileTypes.length === 0) return null;
    return fileTypes.every((one) => isExtension(one)) ? { ...last, fileTypes } : null;
  }
  const template = templateIn(said, known);
  if (!template || last.templates?.some(({ validFrom }) => validFrom === template.validFrom))
    return null;
  const templates = [...(last.templates ?? []), template];
  return { ...last, templates: templates.sort((a, b) => a.validFrom.localeCompare(b.validFrom)) };
}

function templateIn(said: string, { templates }: KnownProof): Template | null {
  const [url = "", version = "", day = "", ...others] = cells(said);
  const validFrom = calendarDay(day);
  if (!templates.includes(url) || others.length > 0 || validFrom === null) return null;
  return version.length > 0 && version.length <= 40 ? { url, version, validFrom } : null;
}
