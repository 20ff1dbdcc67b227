import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext } from "playwright-core";

const candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The real browser of this machine, or undefined: `MONOLIFT_CHROMIUM`, else where Linux distributions put it. */
export function findChromium(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const chosen = environment["MONOLIFT_CHROMIUM"];
  return (chosen === undefined ? candidates : [chosen]).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface BrowserSettings {
  readonly executable: string;
  /** BCP 47, what the page reads as `Accept-Language`; `en-US` by default. */
  readonly locale?: string;
  readonly width?: number;
  readonly height?: number;
}

/**
 * Runs `use` in a headless Chromium with a profile of its own, and removes browser and profile afterwards.
 * It talks to nobody but the pages it is sent to.
 */
export async function withChromium<T>(
  settings: BrowserSettings,
  use: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), "monolift-chromium-"));
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: settings.executable,
      headless: true,
      locale: settings.locale ?? "en-US",
      viewport: { width: settings.width ?? 1280, height: settings.height ?? 900 },
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
    try {
      return await use(context);
    } finally {
      await context.close();
    }
  } finally {
    // The browser's helpers may still write for a moment after the window has closed.
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
