import type { IncomingMessage, ServerResponse } from "node:http";

const retryAfterS = 2;

/** Asks a caller to come back in a moment; a browser does so by itself. @param why one sentence */
export function answerLater(request: IncomingMessage, response: ServerResponse, why: string): void {
  const isBrowser = request.headers.accept?.includes("text/html") ?? false;
  const message = `${why} Try again in a moment.`;
  response.writeHead(503, {
    "content-type": isBrowser ? "text/html; charset=utf-8" : "application/json",
    "cache-control": "no-store",
    "retry-after": String(retryAfterS),
  });
  response.end(
    isBrowser ? page(why) : JSON.stringify({ success: false, message, error: { code: "unavailable", message } }),
  );
}

const page = (why: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${retryAfterS}">
<title>One moment · Tidegate</title>
<style>
:root { color-scheme: light dark }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; text-align: center; font: 14px/1.5 system-ui, sans-serif }
</style>
</head>
<body><main><h1 style="font-size: 16px; margin: 0">One moment</h1><p>${why} This page reloads by itself.</p></main></body>
</html>
`;
