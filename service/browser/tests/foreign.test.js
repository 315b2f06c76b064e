// What other sites can do with a browser in which somebody is signed in: nothing.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { startChromium } from "../chromium.js";
import { ADMINISTRATOR, startService } from "../service.js";
import { heading, leading, open, signIn } from "../staff.js";

let service, chromium, site, page;

/** Another site's page, by its path: a form to ours, or ours in a frame. */
function foreignPage(path) {
  if (path === "/frame") return `<iframe src="${service.address}/web/settings"></iframe>`;
  const field = ([name, value]) => `<input name="${name}" value="${value}">`;
  const fields = Object.entries({ version: 1, medication: 0, form_token: "0".repeat(64) });
  return `<form method="post" action="${service.address}/web/settings/versions">${fields.map(field).join("")}<button>1</button></form>`;
}

before(async () => {
  [service, chromium] = await Promise.all([startService(), startChromium()]);
  site = createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(foreignPage(request.url));
  });
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
  page = await chromium.page({ scripts: true });
  await signIn(page, service, ADMINISTRATOR);
});
after(async () => {
  await chromium?.stop();
  await service?.stop();
  site?.close();
});

test("the cookie is for this host alone, and no script can read it", async () => {
  const cookies = await page.browserContext().cookies();
  assert.deepEqual(
    cookies.map(({ name, path, httpOnly, secure, sameSite, session }) => ({ name, path, httpOnly, secure, sameSite, session })),
    [{ name: "__Host-kyotaku-web", path: "/", httpOnly: true, secure: true, sameSite: "Strict", session: true }],
  );
  await open(page, service, "/web");
  assert.equal(await page.evaluate(() => document.cookie), "");
});

// Another port of the same host is another origin of the same site: the cookie is sent there, and the form is refused all the same.
for (const host of ["127.0.0.1", "localhost"]) {
  test(`a form of a page at ${host} is refused and changes nothing`, async () => {
    await page.goto(`http://${host}:${site.address().port}/form`);
    const answer = await leading(page, () => page.click("button"));
    assert.equal(answer.status(), 403);
    assert.equal(await heading(page), "受け付けられませんでした");
    assert.equal((await service.settings()).version, 1);
  });

  test(`no page at ${host} can put ours in a frame`, async () => {
    await page.goto(`http://${host}:${site.address().port}/frame`);
    const frame = page.frames().find((frame) => frame !== page.mainFrame());
    assert.match(frame.url(), /^chrome-error:/);
  });
}

test("a name that points at this machine is not one of ours", async () => {
  const answer = await page.goto(`http://attacker.test:${service.port}/web/sign-in`);
  assert.equal(answer.status(), 421);
  assert.equal(await heading(page), "このアドレスでは開けません");
});

test("a script that gets into a page does not run", async () => {
  await open(page, service, "/web");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    return Boolean(window.ran);
  });
  assert.equal(ran, false);
});
