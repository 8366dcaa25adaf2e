export const font =
  '"Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Helvetica Neue", Arial, sans-serif';

/** The light colours, inline: every mail program shows them. */
export const color = {
  page: "#f5f5f5",
  card: "#ffffff",
  line: "#e0e0e0",
  text: "#242424",
  soft: "#5c5c5c",
  box: "#f5f7fa",
  brand: "#0f548c",
  onBrand: "#ffffff",
};

const dark = {
  page: "#1f1f1f",
  card: "#292929",
  line: "#4d4d4d",
  text: "#ffffff",
  soft: "#c7c7c7",
  box: "#333333",
  brand: "#62abf5",
  onBrand: "#0b1a2b",
};

function rules(prefix: string): string {
  return [
    [".page", `background-color:${dark.page}!important`],
    [".page>table>tbody>tr>td", `background-color:${dark.page}!important`],
    [".card", `background-color:${dark.card}!important;border-color:${dark.line}!important`],
    [".head", `border-color:${dark.line}!important`],
    [".text", `color:${dark.text}!important`],
    [".soft", `color:${dark.soft}!important`],
    [".box", `background-color:${dark.box}!important;border-color:${dark.line}!important`],
    [".act", `background-color:${dark.brand}!important;color:${dark.onBrand}!important`],
  ]
    .map(([selector, rule]) => `${prefix}${selector}{${rule}}`)
    .join("");
}

/** What inline styles cannot say: dark colours (also Outlook's), and narrow screens. */
export const style = [
  ":root{color-scheme:light dark;supported-color-schemes:light dark}",
  `@media (prefers-color-scheme:dark){${rules("")}}`,
  rules("[data-ogsc] "),
  "@media (max-width:480px){.frame{padding:8px 0!important}.head,.main{padding-left:20px!important;padding-right:20px!important}.foot{padding-left:20px!important;padding-right:20px!important}.act{display:block!important;text-align:center!important}}",
].join("");
