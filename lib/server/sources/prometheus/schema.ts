import { z } from "zod";

const pair = z.tuple([z.number(), z.string()]);

/** What `/api/v1/query_range` answers: Prometheus, Mimir, Thanos and VictoriaMetrics alike. */
export const rangeAnswerSchema = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("success"),
    /** VictoriaMetrics: a part of its storage did not answer. */
    isPartial: z.boolean().optional(),
    warnings: z.array(z.string()).optional(),
    data: z.object({
      resultType: z.string(),
      result: z.array(
        z.object({ metric: z.record(z.string(), z.string()).default({}), values: z.array(pair).default([]) }),
      ),
    }),
  }),
  z.object({ status: z.literal("error"), errorType: z.string().default(""), error: z.string().default("") }),
]);

export type RangeAnswer = z.output<typeof rangeAnswerSchema>;
export type RangeResult = Extract<RangeAnswer, { status: "success" }>["data"]["result"];
