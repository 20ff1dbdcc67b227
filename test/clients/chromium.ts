import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext } from "playwright-core";

const candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * The real browser of this machine: `MONOLIFT_CHROMIUM`, else where Linux distributions put it.
 *
 * @throws {Error} Without one. Nothing else runs a page's scripts, so no test goes on without it.
 */
function findChromium(): string {
  const chosen = process.env["MONOLIFT_CHROMIUM"];
  const found = (chosen === undefined ? candidates : [chosen]).find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    "This test needs Chromium. As root: node scripts/ensure-chromium.mjs. Else set MONOLIFT_CHROMIUM to a Chromium or Chrome.",
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A browser with a profile of its own. */
export interface OpenBrowser {
  readonly context: BrowserContext;
  /** Ends it and removes the profile. */
  readonly close: () => Promise<void>;
}

/** Opens a headless Chromium that reads English. It talks to nobody but the pages it is sent to. */
export async function openChromium(): Promise<OpenBrowser> {
  const executablePath = findChromium();
  const profile = await mkdtemp(join(tmpdir(), "monolift-chromium-"));
  // The browser's helpers may still write for a moment after the window has closed.
  const removeProfile = (): Promise<void> =>
    rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      locale: "en-US",
      viewport: { width: 1280, height: 900 },
      // Chromium's own sandbox needs a user that is not root, which containers seldom have.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    const close = async (): Promise<void> => {
      await context.close();
      await removeProfile();
    };
    return { context, close };
  } catch (error) {
    await removeProfile();
    throw error;
  }
}
