import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/** A browser that finds no host but this machine. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Whatever `watch` might miss finds no host to talk to, and fails aloud.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/** Records requests to another host, errors on the console, uncaught errors and breaches of the page's policy. */
export async function watch(watched: BrowserContext, origin: string): Promise<string[]> {
  const found: string[] = [];
  const { host } = new URL(origin);
  const isForeign = (url: URL) => /^(?:https?|wss?):$/.test(url.protocol) && url.host !== host;

  await watched.route(isForeign, (route) => route.abort());
  watched.on('request', (request) => {
    if (isForeign(new URL(request.url()))) found.push(`another host: ${request.url()}`);
  });
  watched.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()}`);
  });
  watched.on('weberror', (error) => found.push(`uncaught: ${error.error().message}`));
  // As text, because this file is checked without the browser's types.
  await watched.exposeFunction('reportBreach', (text: string) => found.push(`policy: ${text}`));
  await watched.addInitScript({
    content: `document.addEventListener('securitypolicyviolation', (event) =>
      reportBreach(event.effectiveDirective + ' ' + event.blockedURI))`,
  });
  return found;
}
