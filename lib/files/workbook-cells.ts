/** How a cell of a workbook shows its number: as a day, a month, with zeros in front, or as it is. */
export type CellFormat = { kind: "plain" | "day" | "month" } | { kind: "zeros"; length: number };

const plain: CellFormat = { kind: "plain" };

/** What Excel's own formats are, by their numbers; those that differ by language are days. */
export function builtIn(id: number): CellFormat {
  if (id === 17) return { kind: "month" };
  const isDay =
    (id >= 14 && id <= 16) || id === 22 || (id >= 27 && id <= 31) || (id >= 50 && id <= 58);
  return isDay ? { kind: "day" } : plain;
}

/** What a format of somebody's own is: `dd-mm-yyyy`, `mmm yy`, `0000000`. */
export function formatOf(code: string): CellFormat {
  const [first = ""] = code.split(";");
  const bare = first.replace(/"[^"]*"|\[[^\]]*\]|\\.|[_*]./g, "").toLowerCase();
  if (/^0{2,255}$/.test(bare)) return { kind: "zeros", length: bare.length };
  if (/general|standaard/.test(bare)) return plain;
  if (/[ydj]/.test(bare)) return /d/.test(bare) ? { kind: "day" } : { kind: "month" };
  return plain;
}

/** A whole number beyond this has lost digits: a workbook keeps fifteen. */
const EXACT = 999_999_999_999_999;

/** A number of a workbook as text. One that has lost digits stays in scientific notation, and is refused as such. */
export function numberText(typed: string, format: CellFormat, from1904: boolean): string {
  const value = Number(typed);
  if (typed.trim() === "" || !Number.isFinite(value)) return typed;
  if (format.kind === "day" || format.kind === "month") {
    return dayText(value, format.kind, from1904) ?? String(value);
  }
  if (Number.isInteger(value)) {
    if (Math.abs(value) > EXACT) return value.toExponential().toUpperCase();
    return format.kind === "zeros" ? String(value).padStart(format.length, "0") : String(value);
  }
  const rounded = String(Number(value.toPrecision(15)));
  return rounded.includes("e") ? value.toFixed(9) : rounded;
}

/** A day by how workbooks count them: 1900 had a 29 February there. */
function dayText(serial: number, kind: "day" | "month", from1904: boolean): string | null {
  if (serial < 0 || serial > 2_958_465) return null;
  const days = Math.floor(serial);
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const minutes = Math.round((serial - days) * 1_440);
  const text = new Date(start + days * 86_400_000 + minutes * 60_000).toISOString();
  if (kind === "month") return text.slice(0, 7);
  return minutes > 0 ? text.slice(0, 16).replace("T", " ") : text.slice(0, 10);
}
