import { HelpTopicPage } from "@/components/help/topic-page";
import { titledByForm } from "@/lib/web/form-state";
import { currentTopic } from "@/lib/web/help";
import { ownAddress } from "@/lib/web/own-path";
import { addressOf, one, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ topic: string }>) {
  const [{ topic }, search] = await Promise.all([params, searchParams]);
  const from = ownAddress(one(search.from));
  const view = await currentTopic(topic, { at: addressOf(`/help/${topic}`, search), from });
  return <HelpTopicPage view={view} from={from} />;
}
