/** The programme's colours (P3). Colours are written #rrggbb. */

export type Theme = "light" | "dark";

/** What pages are drawn on: paper, and the ground around it. */
const grounds: Record<Theme, readonly [string, string]> = {
  light: ["#ffffff", "#f5f5f5"],
  dark: ["#292929", "#141414"],
};
/** What stands on a button in the colour. */
const onAccent: Record<Theme, string> = { light: "#ffffff", dark: "#000000" };
/** To where a colour moves under the pointer: away from the ground. */
const away: Record<Theme, string> = { light: "#000000", dark: "#ffffff" };

/** What WCAG 2 asks of text. */
export const LEAST_CONTRAST = 4.5;

/**
 * The least contrast that the colour has in a theme: as text on paper and ground, and under the text of a
 * button, rounded down to a tenth.
 */
export function contrastOf(colour: string, theme: Theme): number {
  const others = [...grounds[theme], onAccent[theme]];
  return Math.floor(Math.min(...others.map((other) => contrast(colour, other))) * 10) / 10;
}

/** The style sheet that puts the programme's colours in place of the product's; an empty colour changes nothing. */
export function accentStyle({ light, dark }: Record<Theme, string>): string {
  const parts: string[] = [];
  if (light !== "") {
    const words = declarations(light, "light");
    parts.push(
      `@media print,(prefers-color-scheme:light){:root:not([data-theme=dark]){${words}}}`,
      `:root[data-theme=light]{${words}}`,
    );
  }
  if (dark !== "") {
    const words = declarations(dark, "dark");
    parts.push(
      `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${words}}}`,
      `@media screen{:root[data-theme=dark]{${words}}}`,
    );
  }
  return `${parts.join("\n")}\n`;
}

function declarations(colour: string, theme: Theme): string {
  const [paper] = grounds[theme];
  const stronger = (share: number) => mix(colour, away[theme], share);
  const paler = (share: number) => mix(paper, colour, share);
  const tokens: Record<string, string> = {
    colorBrandBackground: colour,
    colorBrandBackgroundHover: stronger(0.12),
    colorBrandBackgroundPressed: stronger(0.24),
    colorBrandBackground2: paler(0.08),
    colorBrandBackground2Hover: paler(0.16),
    colorBrandForeground1: colour,
    colorBrandForeground2: stronger(0.2),
    colorBrandForeground2Hover: stronger(0.3),
    colorBrandForegroundLink: colour,
    colorBrandForegroundLinkHover: stronger(0.12),
    colorBrandForegroundLinkPressed: stronger(0.24),
    colorBrandStroke2: paler(0.4),
    colorBrandStroke2Hover: paler(0.6),
    colorCompoundBrandBackground: colour,
    colorCompoundBrandForeground1: colour,
    colorCompoundBrandStroke: colour,
    colorNeutralForeground2BrandHover: colour,
    colorNeutralForegroundOnBrand: onAccent[theme],
    // The public pages' short names.
    link: colour,
    brand: colour,
    "brand-hover": stronger(0.12),
    "on-brand": onAccent[theme],
    chosen: paler(0.08),
    accent: colour,
  };
  return Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** As WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `share` of the second in the first. */
function mix(first: string, second: string, share: number): string {
  const to = channels(second);
  const mixed = channels(first).map((value, n) =>
    Math.round(value + ((to[n] ?? 0) - value) * share),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
