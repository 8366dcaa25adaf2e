/**
 * The header that says what a file is called (RFC 6266, RFC 8187): the name in all scripts for today's
 * browsers, and what ASCII can say for others. Browsers that do not know an escape cut a name there,
 * so that the second name has neither quotes nor a percent sign.
 */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name.replaceAll(/\p{Cs}/gu, "\ufffd")).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
