import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { tokenCommand } from "#lib/cli/token.ts";
import { userCommand } from "#lib/cli/user.ts";
import { checkSignIn } from "#lib/server/auth/sign-in.ts";
import { tokenActor } from "#lib/server/auth/token-actor.ts";
import { type Command, runCommand } from "#lib/testing/run-command.ts";

const newEmail = () => `${randomUUID()}@test.example`;
const create = (email: string, ...more: string[]) => [
  "create",
  "--email",
  email,
  "--name",
  "Ann",
  "--role",
  "lead",
  ...more,
];

test("a password from standard input signs in, and is not printed", async () => {
  const email = newEmail();
  const made = await runCommand(userCommand, create(email, "--password-stdin"), "tram soup lantern\n");
  expect(made).toEqual({ status: 0, stdout: "", stderr: `${email} has an account.\n` });
  await checkSignIn({ email, password: "tram soup lantern", address: "10.0.0.3" });
});

test("without a password the link alone is on standard output", async () => {
  const made = await runCommand(userCommand, create(newEmail()));
  expect(made.status).toBe(0);
  expect(made.stdout).toMatch(/^http:\/\/[^ ]+\/invitation\?token=[\w-]{43}\n$/);
});

test("a token is printed alone and works", async () => {
  const email = newEmail();
  await runCommand(userCommand, create(email));
  const args = ["create", "--user", email, "--name", "ci", "--scopes", "read, write", "--expires", "90d"];
  const made = await runCommand(tokenCommand, args);
  expect(made).toMatchObject({ status: 0, stderr: "" });
  expect(made.stdout).toMatch(/^op_[\w-]{43}\n$/);
  expect(await tokenActor(`Bearer ${made.stdout.trim()}`)).toMatchObject({ scopes: ["read", "write"] });
});

test.each([
  [userCommand, ["create", "--email", "a@test.example"], "--name, --role"],
  [userCommand, ["delete"], "create"],
  [userCommand, create("a@test.example", "--colour", "red"), "--colour"],
  [tokenCommand, ["create", "--user", "a@test.example"], "--name, --scopes"],
  [
    tokenCommand,
    ["create", "--user", "a@test.example", "--name", "ci", "--scopes", "read", "--expires", "soon"],
    "90d",
  ],
] as [Command, string[], string][])(
  "wrong usage is exit 2 and shows the right one",
  async (command, args, hint) => {
    const answer = await runCommand(command, args);
    expect(answer).toMatchObject({ status: 2, stdout: "" });
    expect(answer.stderr).toContain(hint);
    expect(answer.stderr).toContain("Usage: portal");
    expect(answer.stderr.trim()).not.toContain("\n");
  },
);

test("what is refused is exit 1 with one line that says why", async () => {
  const email = newEmail();
  await runCommand(userCommand, create(email));
  const taken = await runCommand(userCommand, create(email));
  expect(taken).toMatchObject({ status: 1, stdout: "" });
  expect(taken.stderr).toBe(`Somebody with the e-mail address ${email} is a member already.\n`);
  const weak = await runCommand(userCommand, create(newEmail(), "--password-stdin"), "short");
  expect(weak).toMatchObject({ status: 1, stdout: "" });
  expect(weak.stderr).toContain("at least 12 characters");
  const nobody = ["create", "--user", newEmail(), "--name", "ci", "--scopes", "read"];
  expect(await runCommand(tokenCommand, nobody)).toMatchObject({ status: 1, stdout: "" });
  const scope = ["create", "--user", email, "--name", "ci", "--scopes", "admin"];
  expect((await runCommand(tokenCommand, scope)).stderr).toContain("read or write");
});
