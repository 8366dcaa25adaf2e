import { useTranslations } from "next-intl";
import { Button } from "../ui/button";

type Props = { providers: { id: string; label: string }[]; callbackUrl: string | null };

/** U10: one button for each provider that is set up; plain forms. */
export function ProviderButtons({ providers, callbackUrl }: Props) {
  const t = useTranslations("signIn");
  return providers.map(({ id, label }) => (
    <form key={id} method="post" action={`/api/auth/signin/${id}`}>
      <input type="hidden" name="callbackUrl" value={callbackUrl ?? ""} />
      <Button type="submit">{t("with", { provider: label })}</Button>
    </form>
  ));
}
