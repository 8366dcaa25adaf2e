import type { RefusalCode } from "../errors";
import { isExtension, kinds, type Extension } from "./schema";

export { kinds, type MediaType } from "./schema";

/** Kinds that people have and that are not taken: what each is told, which says what to do. */
const others: Record<string, RefusalCode> = {
  heic: "file_heic",
  heif: "file_heic",
  hif: "file_heic",
  avif: "file_heic",
  tif: "file_tiff",
  tiff: "file_tiff",
  doc: "file_old_office",
  xls: "file_old_office",
  ppt: "file_old_office",
  docm: "file_macros",
  xlsm: "file_macros",
  pptm: "file_macros",
  zip: "file_archive",
  rar: "file_archive",
  "7z": "file_archive",
};

/** Why a name of another kind is refused: in words of its own, or that its kind is not taken. */
export function refusalOfName(name: string): RefusalCode {
  const end = /\.([a-z0-9]+)$/.exec(name.toLowerCase())?.[1] ?? "";
  return Object.hasOwn(others, end) ? (others[end] ?? "file_type") : "file_type";
}

/** The kind that a name says; null for one that is not taken. */
export function extensionOf(name: string): Extension | null {
  const end = /\.([a-z]+)$/.exec(name.toLowerCase())?.[1] ?? "";
  return isExtension(end) ? end : null;
}

/** Whether one of these endings stands for a media type: `jpg` does for `jpeg` too. */
export function isTaken(endings: readonly string[], mediaType: string): boolean {
  return endings.some((ending) => isExtension(ending) && kinds[ending] === mediaType);
}

/** Kinds that a browser shows by itself without running anything of ours. */
export function isShown(mediaType: string): boolean {
  return mediaType === kinds.pdf || mediaType.startsWith("image/");
}
