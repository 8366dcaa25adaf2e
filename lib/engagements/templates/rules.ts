/**
 * P14: what a template is called in its address, from how its file was called: small letters, digits, dots and dashes;
 * null: nothing of it is left.
 */
export function templateName(sent: string): string | null {
  const last = sent.normalize("NFKD").toLowerCase().split(/[/\\]/).at(-1) ?? "";
  const name = last
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/-*\.[.-]*/g, ".")
    .replace(/^[.-]+|[.-]+$/g, "");
  return /^[a-z0-9].*\.[a-z0-9]+$/.test(name) && name.length <= 100 ? name : null;
}
