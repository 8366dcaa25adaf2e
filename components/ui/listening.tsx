"use client";
import { useEffect } from "react";
import { listenToList } from "./list-keys";

/** K4: what a list does with JavaScript; without, it has buttons and links. */
export function ListKeys() {
  useEffect(listenToList, []);
  return null;
}
