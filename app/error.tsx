"use client";
import { Failed } from "@/components/shell/failed";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: Props) {
  return (
    <main id="main" className="alone">
      <Failed digest={error.digest} retry={reset} />
    </main>
  );
}
