// The browser: Debian's Chromium, headless, with a profile that is removed with it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import puppeteer from "puppeteer-core";

// A machine that has much else to do is no fault of a page.
const PATIENCE = 300_000;

/** Starts it. No script runs in pages unless `scripts` says so: the pages need none. */
export async function startChromium() {
  const profile = await mkdtemp(join(tmpdir(), "kyotaku-chromium-"));
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    userDataDir: profile,
    timeout: PATIENCE,
    protocolTimeout: PATIENCE,
    // Chromium's own temporary files go where the profile goes.
    env: { ...process.env, TMPDIR: profile, HOME: profile, LANG: "ja_JP.UTF-8" },
    args: [
      "--lang=ja",
      "--host-resolver-rules=MAP attacker.test 127.0.0.1",
      "--disable-dev-shm-usage",
      // Root has no sandbox to start.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
  return {
    /** A page with cookies of its own, as another person's browser would have. */
    async page({ width = 1280, height = 900, scripts = false } = {}) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      await page.setViewport({ width, height });
      await page.setJavaScriptEnabled(scripts);
      return page;
    },
    async stop() {
      await browser.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
