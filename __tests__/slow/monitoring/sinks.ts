import { execFileSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import type net from "node:net";
import path from "node:path";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** What a platform was sent. */
export interface Delivery {
  readonly at: number;
  readonly method: string;
  readonly url: URL;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface Platforms {
  /** `http://127.0.0.1:port`; each platform has a folder of its own. */
  readonly url: string;
  /** What came below a folder such as `slack`, in order. */
  received(folder: string): readonly Delivery[];
  close(): Promise<void>;
}

/** What each platform answers when it is content. */
const ANSWERS: Readonly<Record<string, string>> = {
  slack: "ok",
  pagerduty: '{"status":"success","message":"Event processed"}',
  sns: "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>",
  wecom: '{"errcode":0,"errmsg":"ok"}',
  wechat: '{"errcode":0,"errmsg":"ok","access_token":"a-token"}',
  dingtalk: '{"errcode":0,"errmsg":"ok"}',
};

/** Stands for every platform that is reached by HTTP. */
export async function startPlatforms(): Promise<Platforms> {
  const deliveries: Delivery[] = [];
  const folderOf = ({ pathname }: URL) => pathname.split("/")[1] ?? "";
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", headers } = request;
    const url = new URL(request.url ?? "/", "http://platform");
    deliveries.push({ at: Date.now(), method, url, headers, body: Buffer.concat(chunks).toString("utf8") });
    response.end(ANSWERS[folderOf(url)] ?? "");
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    received: (folder) => deliveries.filter(({ url }) => folderOf(url) === folder),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

interface Mail {
  readonly message: Email;
  readonly recipients: readonly string[];
  /** Who logged in, and how the way there was protected. */
  readonly user: string;
  readonly secure: boolean;
}

export interface MailServer {
  readonly address: string;
  /** The authority that signed its certificate. */
  readonly caFile: string;
  readonly received: readonly Mail[];
  close(): Promise<void>;
}

/** Takes mail after STARTTLS from the one user that it knows. @param folder for its certificate */
export async function startMailServer(folder: string, login: { user: string; password: string }): Promise<MailServer> {
  const [keyFile, caFile] = [path.join(folder, "mail.key"), path.join(folder, "mail.pem")];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", keyFile];
  execFileSync("openssl", ["req", "-x509", ...key, "-days", "2", "-out", caFile, ...names], { stdio: "pipe" });

  const received: Mail[] = [];
  const server = new SMTPServer({
    key: fs.readFileSync(keyFile),
    cert: fs.readFileSync(caFile),
    authMethods: ["PLAIN"],
    onAuth: ({ username, password }, _session, callback) => {
      const isKnown = username === login.user && password === login.password;
      callback(isKnown ? null : new Error("unknown"), isKnown ? { user: username } : undefined);
    },
    // Fails where a client goes away in the middle of a message.
    onData: (stream, { envelope, user, secure }, callback) => {
      const recipients = envelope.rcptTo.map(({ address }) => address);
      messageIn(stream).then((message) => {
        received.push({ message, recipients, user: `${user}`, secure });
        callback();
      }, callback);
    },
  });
  server.on("error", () => {
    // A client that went away.
  });
  const port = await listen(server.server);
  return {
    address: `localhost:${port}`,
    caFile,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function messageIn(stream: AsyncIterable<Buffer>): Promise<Email> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return PostalMime.parse(Buffer.concat(chunks));
}

async function listen(server: net.Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as net.AddressInfo).port;
}
