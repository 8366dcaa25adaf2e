/** The kinds of file that are taken: by the end of the name, what the content must be. */
export const kinds = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  jfif: "image/jpeg",
  webp: "image/webp",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
} as const;

export type Extension = keyof typeof kinds;
export type MediaType = (typeof kinds)[Extension];

/** Whether files whose names end so are taken. */
export function isExtension(text: string): text is Extension {
  return Object.hasOwn(kinds, text);
}
