import { expect, test } from "vitest";
import { passwordFault } from "#lib/users/password-rules.ts";

test.each([
  "tram soup lantern",
  "the kettle is louder than the train",
  "Ünïcödé mountains",
  "x7#kQ!m2pV9z",
  "correct horse but another staple",
  "四季の山を歩いて橋を渡ったよ",
])("takes %j", (password) => expect(passwordFault(password)).toBeNull());

test.each(["", "short", "elevenchars", "👍👍👍👍👍👍👍👍👍👍👍"])("%j is too short", (password) =>
  expect(passwordFault(password)).toMatch(/at least 12/),
);

test("a novel is too long", () => expect(passwordFault("word ".repeat(50))).toMatch(/at most 200/));

test.each([
  "password1234",
  "Password2026!",
  "p4ssw0rd-2026",
  "passwordpassword",
  "123456789012",
  "987654321098",
  "abcdefghijklm",
  "aaaaaaaaaaaaa",
  "abababababab",
  "1q2w3e4r5t6y",
  "qwertyuiop123",
  "Summer20262026",
  "Correct Horse Battery Staple",
  "adminadminadmin",
  "________________",
  "Optimization Portal 1",
])("%j is guessed at once", (password) => expect(passwordFault(password)).toMatch(/first that are guessed/));

test("one's own address is no password", () => {
  const about = { email: "nomsa.dlamini@saypro.example" };
  expect(passwordFault("Nomsa.Dlamini@SayPro.example", about)).not.toBeNull();
  expect(passwordFault("nomsadlamini1999", about)).not.toBeNull();
  expect(passwordFault("nomsa likes lanterns", about)).toBeNull();
});

test("the same text counts the same, however its letters are composed", () => {
  expect(passwordFault("über den wolken".normalize("NFD"))).toBe(passwordFault("über den wolken"));
});
