import { PaymentRuns } from "@/components/payments/payment-runs";
import { paymentRuns } from "@/lib/views/programme/payment-runs";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";
import { open } from "./actions";

export const generateMetadata = titled("payments");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/payments", search);
  const view = await show(paymentRuns, { after }, { at });
  return (
    <ProgrammeFrame page="payments" at={at}>
      <PaymentRuns view={view} paged={after !== undefined} action={open} />
    </ProgrammeFrame>
  );
}
