const letters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ς: "σ",
};
const nothing =
  /[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff'`\u02b9-\u02bf\u2018-\u201b\u2032\u05f3\u05f4]/g;
const signs =
  /[\u0000-/:-@[-`{-\u00bf×÷\u02c2-\u02df\u0589\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u1680\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3030\u303d-\u303f\u30a0\u30fb\ufd3e\ufd3f\ufe10-\ufe6f\ufffd]+/g;
const unspaced =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u3041-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;
const guid =
  /(?<![a-z0-9_])([0-9a-f]{8})-([0-9a-f]{1,4})(?:-([0-9a-f]{1,4}))?(?:-([0-9a-f]{1,4}))?(?:-([0-9a-f]{1,12}))?(?![a-z0-9_])/gu;

/** What `search_form` of the database makes of a text, written down a second time, to compare the two. */
export function formOf(text: string): string {
  const words = text
    .normalize("NFKD")
    .replace(nothing, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(
      new RegExp(`[${Object.keys(letters).join("")}]`, "g"),
      (letter) => letters[letter] ?? letter,
    )
    .replace(guid, "$1$2$3$4$5")
    .replace(unspaced, " $& ")
    .replace(signs, " ")
    .trim();
  return words === "" ? "" : ` ${words}`;
}
