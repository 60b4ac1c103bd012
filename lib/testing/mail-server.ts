import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

type ReceivedMail = {
  to: string[];
  /** By lower-case name, unfolded. */
  headers: Record<string, string>;
  raw: string;
  /** The plain text part, decoded. */
  text: string;
  html: string;
};

export type MailServer = {
  url: string;
  received: ReceivedMail[];
  /** What it answers to a recipient: null takes the mail. */
  refuse: (address: string) => { responseCode: number; message: string } | null;
  /** Takes connections again at the same address. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

/** A real SMTP server that keeps what it is given. */
export async function startMailServer(): Promise<MailServer> {
  let port = 0;
  let server = new SMTPServer();
  const kept: MailServer = { url: "", received: [], refuse: () => null, start, stop };
  await start();
  kept.url = `smtp://127.0.0.1:${port}`;
  return kept;

  async function start(): Promise<void> {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onRcptTo: ({ address }, _session, done) => {
        const refusal = kept.refuse(address);
        done(refusal && Object.assign(new Error(refusal.message), refusal));
      },
      onData: (stream, session, done) => {
        text(stream).then((raw) => {
          kept.received.push(
            received(
              raw,
              session.envelope.rcptTo.map(({ address }) => address),
            ),
          );
          done();
        }, done);
      },
    });
    server.on("error", () => {});
    const listening = server.listen(port, "127.0.0.1");
    await once(listening, "listening");
    port = (listening.address() as AddressInfo).port;
  }

  function stop(): Promise<void> {
    return new Promise((done) => server.close(done));
  }
}

function received(raw: string, to: string[]): ReceivedMail {
  const { headers } = part(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers["content-type"] ?? "")?.[1];
  const parts = boundary ? raw.split(`--${boundary}`).slice(1, -1).map(part) : [part(raw)];
  const of = (type: string) =>
    parts.find((one) => one.headers["content-type"]?.startsWith(type))?.content ?? "";
  return { to, headers, raw, text: of("text/plain"), html: of("text/html") };
}

function part(raw: string): { headers: Record<string, string>; content: string } {
  const [head = "", ...rest] = raw.replace(/^\r\n/, "").split("\r\n\r\n");
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
  return { headers, content: decoded(rest.join("\r\n\r\n"), headers["content-transfer-encoding"] ?? "7bit") };
}

function decoded(content: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(content, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return content;
  const bytes = content
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
