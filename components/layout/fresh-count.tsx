"use client";

import { QueryClient, useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { api } from "#components/layout/api-client.ts";
import type { Unread } from "#components/layout/navigation.ts";

/** One for every place of the shell that shows the count, so that it is asked for once. */
const client = new QueryClient();

type FreshCountProps = { first: Unread; children: (unread: Unread) => ReactNode };

/** Asks again every minute, when the window comes to the front, and on each page: reading news lowers the count. */
export function FreshCount({ first, children }: FreshCountProps) {
  const pathname = usePathname();
  const { data, refetch } = useQuery(
    {
      queryKey: ["notifications", "unread"],
      queryFn: () => api.notifications.unread.call({}),
      initialData: first,
      refetchInterval: 60_000,
    },
    client,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page and each mark asks again
  useEffect(() => {
    void refetch();
  }, [pathname, first.unread]);
  return children(data);
}
