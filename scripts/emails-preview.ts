import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { renderMail, type Rendered } from "@/lib/mail/render";
import { sampleProgramme, samplesOf } from "@/lib/mail/samples";
import { secretsOf } from "@/lib/mail/secrets";
import { fillMarks } from "@/lib/mail/tokens";
import { isLocale, locales, type Locale } from "@/messages";

/** `npm run emails:preview`: a page with every e-mail in both languages. Reload shows changes. */
process.env.APP_URL ??= "https://engagements.example";
process.env.APP_SECRET ??= "a-secret-for-the-preview-alone-of-no-use-elsewhere";
process.env.APP_DATABASE_URL ??= "postgresql://none@127.0.0.1:1/none";

const port = Number(process.env.PORT ?? 3200);
const mark = randomUUID();
const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'";

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const [, language, file] = /^\/([a-zA-Z-]+)\/([a-z-]+\.(?:html|txt))$/.exec(pathname) ?? [];
  const [type, body] =
    file === undefined
      ? ["text/html", index()]
      : part(isLocale(language) ? language : locales[0], file);
  response.writeHead(body === null ? 404 : 200, {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Security-Policy": policy,
  });
  response.end(body);
}).listen(port, "127.0.0.1", () => {
  console.log(`Every e-mail in both languages: http://localhost:${port} (stop with Ctrl-C)`);
});

function part(language: Locale, file: string): [string, string | null] {
  const [name, extension] = file.split(".");
  const mail = render(language, name ?? "");
  if (!mail) return ["text/plain", null];
  return extension === "html" ? ["text/html", mail.html] : ["text/plain", mail.text];
}

function render(language: Locale, name: string): Rendered | null {
  const sample = samplesOf(language).find((one) => one.name === name);
  if (!sample) return null;
  const { subject, html, text } = renderMail({ ...sample, language, mark }, sampleProgramme);
  const secrets = secretsOf(sample.template, sample.variables);
  return {
    subject,
    html: fillMarks(html, { mark, secrets }),
    text: fillMarks(text, { mark, secrets }),
  };
}

function index(): string {
  const rows = samplesOf("en").map(({ name }) => {
    const cells = locales.map((language) => {
      const mail = render(language, name);
      const kilobytes = (Buffer.byteLength(mail?.html ?? "") / 1_000).toFixed(1);
      return `<td>${escape(mail?.subject ?? "")}<br>
        <a href="/${language}/${name}.html" target="mail">HTML</a> ·
        <a href="/${language}/${name}.txt" target="mail">text</a> · ${kilobytes} KB</td>`;
    });
    return `<tr><th scope="row">${name}</th>${cells.join("")}</tr>`;
  });
  return `<!doctype html><html lang="en"><head><title>E-mails</title><meta charset="utf-8"><style>
    :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif }
    body { display: grid; grid-template-columns: minmax(28rem, 1fr) minmax(20rem, 1fr); gap: 1rem; margin: 1rem; height: calc(100vh - 2rem) }
    div { overflow: auto } iframe { width: 100%; height: 100%; border: 1px solid #8888; border-radius: 6px }
    table { border-collapse: collapse } th, td { text-align: start; vertical-align: top; padding: .4rem .6rem; border-top: 1px solid #8884 }
  </style></head><body><div><h1>E-mails</h1><table>
    <tr><th></th>${locales.map((language) => `<th scope="col">${language}</th>`).join("")}</tr>
    ${rows.join("")}</table></div><iframe name="mail" title="E-mail" src="/en/consent-request.html"></iframe></body></html>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
