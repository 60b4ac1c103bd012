import { expect, test } from "vitest";
import { hashOf, newSecret } from "#lib/server/auth/secret.ts";
import { tokenActor, tokenPrefix } from "#lib/server/auth/token-actor.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";

const now = new Date("2026-11-12T09:00:00Z");

async function newToken(about: { expiresAt?: Date; revokedAt?: Date; lastUsedAt?: Date } = {}) {
  const owner = await actorOf("lead", { name: "Ann" });
  const { secret, hash } = newSecret(tokenPrefix);
  const data = {
    userId: owner.userId,
    name: "ci",
    prefix: secret.slice(0, 9),
    hash,
    scopes: ["read"],
    ...about,
  };
  const { id } = await db.apiToken.create({ data });
  return { owner, secret, id };
}

const refusal = (authorization: string | null) =>
  tokenActor(authorization, now).then(
    () => "let in",
    (error) => `${error.code} ${error.message}`,
  );

test("a token acts as its user, within its scopes", async () => {
  const { owner, secret, id } = await newToken();
  expect(await tokenActor(`Bearer ${secret}`, now)).toEqual({
    kind: "token",
    userId: owner.userId,
    tokenId: id,
    name: "Ann (token ci)",
    role: "lead",
    scopes: ["read"],
  });
});

test("its secret is not in the database", async () => {
  const { secret, id } = await newToken();
  const row = await db.apiToken.findUniqueOrThrow({ where: { id } });
  expect(JSON.stringify(row)).not.toContain(secret);
  expect(row.hash).toBe(hashOf(secret));
});

test("revoked, expired, unknown and a disabled owner's are refused in the same words", async () => {
  const revoked = await newToken({ revokedAt: now });
  const expired = await newToken({ expiresAt: now });
  const disabled = await newToken();
  await db.user.update({ where: { id: disabled.owner.userId }, data: { disabledAt: now } });
  const answers = await Promise.all(
    [revoked.secret, expired.secret, disabled.secret, newSecret(tokenPrefix).secret].map((secret) =>
      refusal(`Bearer ${secret}`),
    ),
  );
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/^UNAUTHENTICATED This token is not valid/);
});

test.each([null, "", "Bearer", "Bearer op_short", "Basic YTpi", "op_x", "Bearer op_' OR 1=1 --"])(
  "%j is no token",
  async (authorization) => expect(await refusal(authorization)).toMatch(/^UNAUTHENTICATED Send a token/),
);

test("when it was last used is written at most once a minute", async () => {
  const { secret, id } = await newToken({ lastUsedAt: new Date("2026-11-12T08:59:01Z") });
  const used = async () => (await db.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt?.toISOString();
  await tokenActor(`Bearer ${secret}`, now);
  expect(await used()).toBe("2026-11-12T08:59:01.000Z");
  await tokenActor(`Bearer ${secret}`, new Date("2026-11-12T09:00:01Z"));
  expect(await used()).toBe("2026-11-12T09:00:01.000Z");
});
