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

const kinds: Record<RunView["kind"], true> = {
  claim: true,
  add: true,
  ask: true,
  resend: true,
  send_surveys: true,
  give: true,
  end: true,
  give_back: true,
};
/** What can be done to many at once. */
export const runKinds = Object.keys(kinds) as RunView["kind"][];

export const verdictTones = { will: "success", already: "neutral", not: "danger" } as const;
export const outcomeTones = { done: "success", already: "neutral", refused: "danger" } as const;
