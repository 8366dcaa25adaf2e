export const catalogue = "/programme/catalogue";
export const catalogueFilePage = `${catalogue}/file`;

export const stateTones = {
  draft: "neutral",
  scheduled: "pending",
  active: "success",
  closed: "warning",
  ended: "neutral",
} as const;
