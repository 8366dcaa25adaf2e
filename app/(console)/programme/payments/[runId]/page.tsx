import { PaymentRun } from "@/components/payments/payment-run";
import { paymentRun } from "@/lib/views/programme/payment-run";
import { titledByForm } from "@/lib/web/form-state";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame } from "../../frame";
import { cancel, freeze, gather, move, results } from "../actions";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ runId: string }>) {
  const [{ runId: id }, search] = await Promise.all([params, searchParams]);
  const at = addressOf(`/programme/payments/${encodeURIComponent(id)}`, search);
  const view = await show(paymentRun, { id, search }, { at });
  return (
    <ProgrammeFrame page="payments" at={at} row={view.id}>
      <PaymentRun
        view={view}
        actions={{ cancel, freeze, gather, move, results }}
        said={{ done: one(search.done), changed: one(search.changed), same: one(search.same) }}
      />
    </ProgrammeFrame>
  );
}
