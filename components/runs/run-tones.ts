import type { RunView } from "@/lib/views/run";
import type { Tone } from "../ui/status";

/** How the state of a run, and of one of its rows, looks. */
export const runTones: Record<RunView["state"], Tone> = {
  looking: "pending",
  looked: "info",
  running: "pending",
  stopping: "pending",
  paused: "warning",
  stopped: "neutral",
  done: "success",
  failed: "danger",
};

export const verdictTones = { will: "success", already: "neutral", not: "danger" } as const;
export const outcomeTones = { done: "success", already: "neutral", refused: "danger" } as const;
