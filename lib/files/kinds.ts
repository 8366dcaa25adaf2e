/** The kinds of file that are taken: by the end of the name, what the content must be. */
export const kinds = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
} as const;

export type Extension = keyof typeof kinds;
export type MediaType = (typeof kinds)[Extension];

/** The kind that a name says; null for one that is not taken. */
export function extensionOf(name: string): Extension | null {
  const end = /\.([a-z]+)$/.exec(name.toLowerCase())?.[1] ?? "";
  return isExtension(end) ? end : null;
}

/** Kinds that a browser shows by itself without running anything of ours. */
export function isShown(mediaType: string): boolean {
  return mediaType === kinds.pdf || mediaType.startsWith("image/");
}

function isExtension(text: string): text is Extension {
  return Object.hasOwn(kinds, text);
}
