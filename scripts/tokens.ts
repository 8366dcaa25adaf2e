import { globSync, readFileSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { webDarkTheme, webLightTheme } from "@fluentui/tokens";

const root = resolve(__dirname, "..");
const PUBLIC = "public/public.css";
const BEGIN = "/* tokens: npm run tokens */";
const END = "/* end of tokens */";

const light = new Map(
  Object.entries(webLightTheme).map(([name, value]) => [name, scaled(name, value)]),
);
const dark = new Map(
  Object.entries(webDarkTheme).map(([name, value]) => [name, scaled(name, value)]),
);

/** Type sizes in rem, so that they follow the reader's own font size. */
function scaled(name: string, value: string | number): string {
  const text = String(value);
  const pixels = /^(\d+)px$/.exec(text)?.[1];
  return pixels && /^(fontSize|lineHeight)/.test(name) ? `${Number(pixels) / 16}rem` : text;
}

/** The Fluent tokens that style sheets use, by name; a name that is neither theirs nor Fluent's is an error. */
function used(files: string[]): string[] {
  const text = files.map((file) => readFileSync(resolve(root, file), "utf8")).join("\n");
  const own = new Set([...text.matchAll(/--([a-zA-Z0-9-]+):/g)].map(([, name]) => name));
  const names = new Set([...text.matchAll(/var\(--([a-zA-Z0-9-]+)/g)].map(([, name = ""]) => name));
  for (const name of names)
    if (!light.has(name) && !own.has(name)) throw new Error(`--${name} is no Fluent token`);
  return [...names].filter((name) => light.has(name)).sort();
}

function declarations(names: string[], theme: Map<string, string>, indent: string): string {
  return names.map((name) => `${indent}--${name}: ${theme.get(name)};`).join("\n");
}

/** app/tokens.css: light, dark as the device says or as chosen; always light on paper. */
function consoleTokens(): string {
  const files = globSync("{app,components}/**/*.css", { cwd: root });
  const names = used(files.filter((file) => !file.endsWith("tokens.css")));
  const changed = names.filter((name) => light.get(name) !== dark.get(name));
  return `/* Made by npm run tokens from @fluentui/tokens: do not edit. */
@layer tokens {
  :root {
    color-scheme: light dark;
${declarations(names, light, "    ")}
  }
  :root[data-theme="light"] {
    color-scheme: light;
  }
  @media screen and (prefers-color-scheme: dark) {
    :root:not([data-theme]) {
${declarations(changed, dark, "      ")}
    }
  }
  @media screen {
    :root[data-theme="dark"] {
      color-scheme: dark;
${declarations(changed, dark, "      ")}
    }
  }
  @media print {
    :root {
      color-scheme: light;
    }
  }
}
`;
}

/** The short names that public/public.css calls its tokens by: it has 6 KB in all. */
const shortNames: Record<string, string> = {
  ground: "colorNeutralBackground3",
  paper: "colorNeutralBackground1",
  "paper-hover": "colorNeutralBackground1Hover",
  "paper-2": "colorNeutralBackground2",
  ink: "colorNeutralForeground1",
  "ink-2": "colorNeutralForeground2",
  "ink-3": "colorNeutralForeground3",
  line: "colorNeutralStroke2",
  "line-1": "colorNeutralStroke1",
  "line-3": "colorNeutralStroke3",
  edge: "colorNeutralStrokeAccessible",
  link: "colorBrandForegroundLink",
  brand: "colorBrandBackground",
  "brand-hover": "colorBrandBackgroundHover",
  "on-brand": "colorNeutralForegroundOnBrand",
  chosen: "colorBrandBackground2",
  accent: "colorCompoundBrandStroke",
  focus: "colorStrokeFocus2",
  danger: "colorStatusDangerForeground3",
  "danger-edge": "colorStatusDangerBorder2",
  done: "colorStatusSuccessBorderActive",
  stop: "colorStatusWarningBorderActive",
  shadow: "shadow4",
};

/** public/public.css with its own block of tokens brought up to date. */
function publicSheet(): string {
  const sheet = readFileSync(resolve(root, PUBLIC), "utf8");
  const all = Object.entries(shortNames);
  const block = (theme: Map<string, string>, some: [string, string][]) =>
    some.map(([short, name]) => `--${short}:${theme.get(name)}`).join(";");
  const changed = all.filter(([, name]) => light.get(name) !== dark.get(name));
  const tokens = `:root{${block(light, all)}}\n@media screen and (prefers-color-scheme:dark){:root{${block(dark, changed)}}}`;
  const [before = ""] = sheet.split(BEGIN);
  const after = sheet.split(END)[1] ?? "";
  return `${before}${BEGIN}\n${tokens}\n${END}${after}`;
}

/** The two generated texts by file, for the command and for the test that they are up to date. */
export function generated(): Record<string, string> {
  return { "app/tokens.css": consoleTokens(), [PUBLIC]: publicSheet() };
}

function main() {
  for (const [file, text] of Object.entries(generated())) {
    writeFileSync(resolve(root, file), text);
    console.log(`${relative(process.cwd(), resolve(root, file))}: ${text.length} bytes`);
  }
}

if (require.main === module) main();
