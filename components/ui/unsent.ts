"use client";
import { useEffect, useEffectEvent, type RefObject } from "react";

/** K11: leaving the page asks, while there is something on it that would be lost. */
export function useAsksToLeave(loses: () => boolean): void {
  const latest = useEffectEvent(loses);
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (latest()) event.preventDefault();
    };
    window.addEventListener("beforeunload", leave);
    return () => window.removeEventListener("beforeunload", leave);
  }, []);
}

/** K11: whether a text of the form is another one than it was shown with. */
export function isTyped({ current }: RefObject<HTMLFormElement | null>): boolean {
  return [...(current?.elements ?? [])].some(
    (one) =>
      (one instanceof HTMLTextAreaElement ||
        (one instanceof HTMLInputElement && !unheeded.has(one.type))) &&
      one.value !== one.defaultValue,
  );
}

const unheeded: ReadonlySet<string> = new Set(["hidden", "checkbox", "radio", "password"]);
