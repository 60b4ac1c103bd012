import { expect, test } from "vitest";
import { embedScript } from "#lib/feedback/queries/embed-script.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";

test("a script that browsers keep for a year never changes: another one gets another number, and its hash here", async () => {
  expect(await embedScript(await actorOf("admin"))).toEqual({
    src: new URL("/embed/feedback-form-1.js", env.BASE_URL).href,
    integrity: "sha384-7vDBcD3bBkpdV6bOh7ktrsdYdTMW+zKzYIztnkhp2JKXy5wO1JDOrRRyOmWm2MDw",
  });
  await expect(embedScript(await actorOf("lead"))).rejects.toMatchObject({ code: "FORBIDDEN" });
});
