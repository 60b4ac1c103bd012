import AxeBuilder from "@axe-core/playwright";
import { request as newRequests } from "@playwright/test";
import { hubSignature, timedSignature } from "#lib/server/auth/webhook-signature.ts";
import { deploymentStatus, mergedSha } from "#lib/testing/webhook-payloads.ts";
import { expect, test } from "./signed-in.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("an admin makes a webhook, GitHub tells of a deployment, and the change says how it came in", async ({
  as,
  baseURL,
}) => {
  const page = await as("admin");
  await page.goto("/settings/webhooks");
  await page.getByRole("link", { name: "Make a webhook" }).first().click();
  const form = page.getByRole("form", { name: "Make a webhook" });
  await form.getByLabel("Name").fill("GitHub of SayPro");
  await form.getByLabel("Repositories and their systems").fill("saypro/royalty = nowhere");
  await form.getByRole("button", { name: "Make webhook" }).click();
  await expect(
    form.getByRole("link", { name: /Line 1: There is no system with the key "nowhere"/ }),
  ).toBeVisible();
  await form.getByLabel("Repositories and their systems").fill("saypro/royalty = royalty-calculation");
  await form.getByRole("button", { name: "Make webhook" }).click();
  const secret = await form.getByLabel("Its secret").inputValue();
  expect(secret).toMatch(/^whsec_/);

  const requests = await newRequests.newContext({ baseURL });
  const payload = deploymentStatus({ state: "success", at: "2026-11-12T09:04:00Z" });
  const send = (body: string, signature: string) =>
    requests.post("/api/v1/webhooks/github", {
      headers: {
        "content-type": "application/json",
        "x-github-event": "deployment_status",
        "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "x-hub-signature-256": signature,
      },
      data: body,
    });
  const body = JSON.stringify(payload);
  expect((await send(body, hubSignature("whsec_guess", bytes(body)))).status()).toBe(401);
  const first = await send(body, hubSignature(secret, bytes(body)));
  expect(await first.json()).toMatchObject({ outcome: "recorded" });
  const again = await send(body, hubSignature(secret, bytes(body)));
  expect(await again.json()).toEqual(await first.json());
  await requests.dispose();

  await page.goto("/changes?q=6dcb09b");
  await page.getByRole("link", { name: "Deploy saypro/royalty main (6dcb09b) to production" }).click();
  await expect(page.getByText("Webhook GitHub of SayPro", { exact: true })).toBeVisible();
  await expect(page.getByText(mergedSha, { exact: true })).toBeVisible();

  await page.goto("/settings/webhooks");
  await page.getByRole("link", { name: "GitHub of SayPro" }).click();
  await expect(page.getByLabel("Address")).toHaveValue(/\/api\/v1\/webhooks\/github$/);
  const log = page.getByRole("table", { name: "Deliveries" });
  await expect(log.getByRole("row", { name: /deployment_status.*Recorded/ })).toHaveCount(1);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, `${width} px`).toBeLessThanOrEqual(0);
  }

  await page.getByRole("button", { name: /^End GitHub of SayPro/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End webhook" }).click();
  await expect(page.getByRole("row", { name: /GitHub of SayPro.*Ended/ })).toBeVisible();
});

test("a secret that is replaced at once opens nothing any more", async ({ as, baseURL }) => {
  const page = await as("admin");
  await page.goto("/settings/webhooks/new");
  const form = page.getByRole("form", { name: "Make a webhook" });
  await form.getByLabel("Anything that can sign").check();
  await form.getByLabel("Name").fill("Deploy script");
  await form.getByLabel("System of everything else").selectOption({ label: "User portal" });
  await form.getByRole("button", { name: "Make webhook" }).click();
  const old = await form.getByLabel("Its secret").inputValue();
  await page.goto("/settings/webhooks");
  await page.getByRole("link", { name: "Deploy script" }).click();
  const replacing = page.getByRole("form", { name: "Replace the secret" });
  await replacing
    .getByLabel("The old secret is taken")
    .selectOption({ label: "No longer: it is in other hands" });
  await replacing.getByRole("button", { name: "Replace secret" }).click();
  const fresh = await replacing.getByLabel("Its secret").inputValue();
  const requests = await newRequests.newContext({ baseURL });
  const data = JSON.stringify({ title: "Sent by a script", appliedAt: "2026-11-12T09:00:00Z" });
  const statuses = [];
  for (const secret of [old, fresh]) {
    const signature = timedSignature(secret, Math.floor(Date.now() / 1000), bytes(data));
    const headers = { "content-type": "application/json", "x-signature": signature };
    statuses.push((await requests.post("/api/v1/webhooks/changes", { headers, data })).status());
  }
  expect(statuses).toEqual([401, 200]);
  await requests.dispose();
});
