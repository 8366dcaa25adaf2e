import { PaymentResult } from "@/components/payments/payment-result";
import { paymentResult } from "@/lib/views/programme/payment-run";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame } from "../../../../frame";
import { result } from "../../../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ runId: string; paymentId: string }>) {
  const { runId: run, paymentId: id } = await params;
  const at = `/programme/payments/${encodeURIComponent(run)}/results/${encodeURIComponent(id)}`;
  const view = await show(paymentResult, { run, id }, { at });
  return (
    <ProgrammeFrame page="payments" at={at} row={view.run.id}>
      <PaymentResult view={view} action={result} kept={await readKept(at)} />
    </ProgrammeFrame>
  );
}
