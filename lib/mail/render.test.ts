import { describe, expect, it } from "vitest";
import { buildMail } from "./build";
import { redactLinks } from "./redact-links";
import { renderMail } from "./render";

const content = {
  title: "<script>alert(1)</script>",
  paragraphs: ['Hello "you" & <b>all</b>', "two\nlines"],
  action: { label: "Open <it>", url: 'https://example.com/reset/abc?x="><img src=x>' },
  footer: "why <you> got this",
};

describe("renderMail", () => {
  it("escapes everything that is passed in, also inside the link", () => {
    const { html } = renderMail(content);
    expect(html).not.toContain("<script>");
    expect(html).not.toContain("<b>");
    expect(html).not.toContain("<img");
    expect(html).not.toContain("<it>");
    expect(html).not.toContain("<you>");
    expect(html).toContain('href="https://example.com/reset/abc?x=&quot;&gt;&lt;img src=x&gt;"');
    expect(html).toContain("two<br>lines");
  });

  it("has a plain-text twin that says the same, with the link on a line of its own", () => {
    const { text } = renderMail(content);
    expect(text).toContain('Hello "you" & <b>all</b>');
    expect(text).toMatch(/^https:\/\/example\.com\/reset\/abc/m);
  });
});

describe("buildMail", () => {
  const mail = {
    workspaceId: null,
    contactId: null,
    kind: "confirmation",
    html: "",
    text: "",
    dueAt: new Date(),
  } as const;

  it("never lets a subject or a sender name start another header", () => {
    const row = buildMail({
      ...mail,
      to: "a@example.com",
      fromName: "News\r\nBcc: all@example.com",
      subject: "Hi\nX-Evil: 1\u2028more\0",
    });
    expect(row.fromName).toBe("News Bcc: all@example.com");
    expect(row.subject).toBe("Hi X-Evil: 1 more");
  });

  it("drops the character that the database can't store", () => {
    const row = buildMail({ ...mail, to: "a@example.com", fromName: " ", subject: "x", html: "a\0b", text: "\0" });
    expect(row).toMatchObject({ html: "ab", text: "", fromName: null });
  });
});

describe("redactLinks", () => {
  it("takes the tokens out of single-use links and leaves every other link alone", () => {
    expect(
      redactLinks(
        "https://t.example/confirm/aB-_1 https://t.example/reset/x https://t.example/invitation/y /unsubscribe/z",
      ),
    ).toBe("https://t.example/confirm/••• https://t.example/reset/••• https://t.example/invitation/••• /unsubscribe/z");
  });
});
