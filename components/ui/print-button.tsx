"use client";

import { Button } from "#components/ui/button.tsx";

/** Prints the page: furniture off, light, A4. */
export function PrintButton() {
  return <Button onClick={() => window.print()}>Print</Button>;
}
