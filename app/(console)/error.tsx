"use client";
import { Failed } from "@/components/shell/failed";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ConsoleErrorPage({ error, reset }: Props) {
  return <Failed digest={error.digest} retry={reset} />;
}
