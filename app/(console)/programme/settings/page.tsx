import { ProgrammeAccount } from "@/components/programme/programme-account";
import { ProgrammeCurrency } from "@/components/programme/programme-currency";
import { ProgrammeSettings } from "@/components/programme/programme-settings";
import { programmeSettings } from "@/lib/views/programme/settings";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame } from "../frame";
import { change, payFrom, payIn, removeLogo, setLogo } from "./actions";

export const metadata = titledByForm;

export default async function Page({ searchParams }: PageProps) {
  const at = "/programme/settings";
  const view = await show(programmeSettings, undefined, { at });
  const kept = await readKept(at);
  const done = one((await searchParams).done);
  return (
    <ProgrammeFrame page="settings" at={at}>
      <ProgrammeSettings
        view={view}
        actions={{ change, setLogo, removeLogo }}
        kept={kept}
        done={done}
        money={
          <>
            <ProgrammeCurrency view={view} action={payIn} kept={kept} saved={done === "currency"} />
            <ProgrammeAccount view={view} action={payFrom} kept={kept} saved={done === "account"} />
          </>
        }
      />
    </ProgrammeFrame>
  );
}
