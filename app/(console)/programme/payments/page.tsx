import { PaymentRuns } from "@/components/payments/payment-runs";
import { paymentRuns } from "@/lib/views/programme/payment-runs";
import { showList } from "@/lib/web/kept-view";
import type { PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";
import { open } from "./actions";

export const generateMetadata = titled("payments");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const { view, at } = await showList(paymentRuns, {
    path: "/programme/payments",
    search,
    input: {},
  });
  return (
    <ProgrammeFrame page="payments" at={at}>
      <PaymentRuns view={view} action={open} />
    </ProgrammeFrame>
  );
}
