import type { ImportView } from "@/lib/views/programme/imports";
import type { Tone } from "../ui/status";

/** How the state of an import, and what becomes of a row, looks. */
export const toneOf: Record<Exclude<ImportView["state"], "stopping">, Tone> = {
  received: "pending",
  previewed: "info",
  running: "pending",
  stopped: "warning",
  done: "success",
  failed: "danger",
};

export const outcomeTones: Record<ImportView["sample"][number]["outcome"], Tone> = {
  new: "success",
  changed: "info",
  unchanged: "neutral",
  refused: "danger",
  read: "success",
};
