import { useTranslations } from "next-intl";
import type { PaymentRunView } from "@/lib/views/programme/payment-run";
import { Status, type Tone } from "../ui/status";

type RunState = PaymentRunView["state"];
type PaymentState = "waiting" | "paid" | "failed" | "returned";

const runTones: Record<RunState, Tone> = {
  open: "info",
  frozen: "warning",
  waiting: "pending",
  done: "success",
  cancelled: "neutral",
};

/** Where a run stands. */
export function RunStatus({ state }: { state: RunState }) {
  const t = useTranslations("payments.runStates");
  return <Status tone={runTones[state]}>{t(state)}</Status>;
}

const tones: Record<PaymentState, Tone> = {
  waiting: "pending",
  paid: "success",
  failed: "danger",
  returned: "danger",
};

/** What became of a payment. */
export function PaymentStatus({ state }: { state: PaymentState }) {
  const t = useTranslations("payments.states");
  return <Status tone={tones[state]}>{t(state)}</Status>;
}
