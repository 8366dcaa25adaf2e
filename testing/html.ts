import { mkdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** What people read on a page, one sentence each. */
function sentences(html: string): string[] {
  return html
    .replace(/<head>[\s\S]*?<\/head>/, "")
    .replace(
      /<(br|\/?(p|li|h1|h2|dt|dd|div|small|label|legend|span|button|section))\b[^>]*>/g,
      "\n",
    )
    .replace(/<[^>]+>/g, "")
    .split(/\n|(?<=[.!?])\s/)
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/** Holds a public page to what all of them keep: no script, small, one heading, plain words. */
export function hold(name: string, language: string, html: string): void {
  expect(html.startsWith("<!doctype html><html")).toBe(true);
  expect(html).toContain(`<html lang="${language}">`);
  expect(html).not.toMatch(/<script|javascript:|\son[a-z]+="|\sstyle="/i);
  expect(html.match(/<h1>/g)).toHaveLength(1);
  expect(gzipSync(html).byteLength).toBeLessThanOrEqual(5 * 1024);
  expect(html.match(/<link rel="stylesheet"/g)).toHaveLength(1);
  const long = sentences(html).filter((text) => text.split(/\s+/).length > 20);
  expect(long).toEqual([]);
  // A way forward: a link in the page itself.
  const main = /<main>[\s\S]*<\/main>/.exec(html)?.[0] ?? "";
  if (!name.endsWith("unknown")) expect(main).toMatch(/<a |<button/);
  const folder = process.env.SAVE_PAGES;
  if (folder) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${name.replace(/\W+/g, "-")}.${language}.html`, html);
  }
}
