/**
 * A mail's HTML for a sandboxed frame: nothing is loaded from anywhere, and links ask for a new window, which the sandbox refuses.
 * Our head goes where the mail's own begins, so that its doctype stays first.
 * @param images where they may come from, in the words of a Content-Security-Policy
 */
export function sealedHtml(html: string, images = "data:"): string {
  const head = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src ${images}"><base target="_blank">`;
  const at = /<head[^>]*>/i.exec(html);
  if (at === null) return `<!doctype html><html><head>${head}</head><body>${html}</body></html>`;
  const end = at.index + at[0].length;
  return html.slice(0, end) + head + html.slice(end);
}
