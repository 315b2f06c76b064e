// What other sites can do with a browser in which somebody is signed in: nothing.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { startChromium } from "../chromium.js";
import { startServiceInUse } from "../holder.js";
import { openPages } from "../patient.js";
import { ADMINISTRATOR } from "../service.js";
import { heading, leading, open, signIn } from "../staff.js";

let service, chromium, site, page, registration;

/** The forms and the pages that another site is after. */
const PREY = {
  "the clinic's settings": { form: "/web/settings/versions", page: "/web/settings" },
  "a patient's consents": { form: "/mine/consents/{registration}/take-back/all", page: "/mine/consents" },
};

/** Another site's page, by its path: a form to ours, or ours in a frame. */
function foreignPage(path) {
  const { pathname, searchParams } = new URL(path, service.address);
  const prey = service.address + searchParams.get("prey");
  if (pathname === "/frame") return `<iframe src="${prey}"></iframe>`;
  const field = ([name, value]) => `<input name="${name}" value="${value}">`;
  const fields = Object.entries({ version: 1, medication: 0, form_token: "0".repeat(64) });
  return `<form method="post" action="${prey}">${fields.map(field).join("")}<button>1</button></form>`;
}

/** What a form of another site could have changed. */
async function state() {
  return { settings: await service.settings(), standing: await service.patient.standing() };
}

before(async () => {
  [service, chromium] = await Promise.all([startServiceInUse(), startChromium()]);
  site = createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(foreignPage(request.url));
  });
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
  page = await chromium.page({ scripts: true });
  await signIn(page, service, ADMINISTRATOR);
  await openPages(page, service, service.patient);
  await open(page, service, "/mine/consents");
  registration = await page.$eval("a[href*='/take-back/']", (link) => link.pathname.split("/")[3]);
});
after(async () => {
  await chromium?.stop();
  await service?.stop();
  site?.close();
});

test("the cookies are for this host alone, and no script can read them", async () => {
  const cookies = await page.browserContext().cookies();
  const flags = { path: "/", httpOnly: true, secure: true, sameSite: "Strict", session: true };
  assert.deepEqual(
    cookies
      .map(({ name, path, httpOnly, secure, sameSite, session }) => ({ name, path, httpOnly, secure, sameSite, session }))
      .sort((one, other) => one.name.localeCompare(other.name)),
    [
      { name: "__Host-kyotaku-mine", ...flags },
      { name: "__Host-kyotaku-web", ...flags },
    ],
  );
  for (const path of ["/web", "/mine"]) {
    await open(page, service, path);
    assert.equal(await page.evaluate(() => document.cookie), "");
  }
});

// Another port of the same host is another origin of the same site: the cookie is sent there, and the form is refused all the same.
for (const host of ["127.0.0.1", "localhost"]) {
  for (const [what, prey] of Object.entries(PREY)) {
    const visit = (kind, path) =>
      page.goto(`http://${host}:${site.address().port}/${kind}?prey=${path.replace("{registration}", registration)}`);

    test(`a form of a page at ${host} to ${what} is refused and changes nothing`, async () => {
      const before = await state();
      await visit("form", prey.form);
      const answer = await leading(page, () => page.click("button"));
      assert.equal(answer.status(), 403);
      assert.equal(await heading(page), "受け付けられませんでした");
      assert.deepEqual(await state(), before);
    });

    test(`no page at ${host} can put ${what} in a frame`, async () => {
      await visit("frame", prey.page);
      const frame = page.frames().find((frame) => frame !== page.mainFrame());
      assert.match(frame.url(), /^chrome-error:/);
    });
  }
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
