import type { Operator, PartnerUser } from "../../ctx";
import { topicIds, topics, type Audience, type TopicId } from "./topics";

/** Who reads help: somebody signed in, or null. */
export type Reader = PartnerUser | Operator | null;

const open: readonly Audience[] = ["everyone", "customer"];

/** K9: what the reader may read of, the nearest to their own work first. */
export function audiencesOf(reader: Reader): Audience[] {
  if (reader === null) return ["customer", "everyone"];
  return reader.kind === "operator"
    ? ["staff", "partner", "everyone", "customer"]
    : ["partner", "everyone", "customer"];
}

/** Whether nobody has to sign in for it. */
export function isOpen(topic: TopicId): boolean {
  return open.includes(topics[topic].audience);
}

/** The topics that are written for these readers, in their order. */
export function topicsOf(audience: Audience): TopicId[] {
  return topicIds.filter((topic) => topics[topic].audience === audience);
}
