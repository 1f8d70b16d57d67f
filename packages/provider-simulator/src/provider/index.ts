import fs from "node:fs";
import path from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { ProviderSchema, ProviderSchemas } from "provider-schemas";
import { World } from "../world/world";
import { Provider } from "./provider";
import { providerService } from "./service";

export interface ProviderServerOptions {
  /** Every provider that is served, with its types. */
  readonly schemas: ProviderSchemas;
  /** Journal of the simulated world; created when missing. */
  readonly worldFile: string;
  /** Folder for the sockets. Their paths may have 104 characters at most, so keep it short. */
  readonly socketDir: string;
  /** Attributes whose change needs another object, by type. @default none: every change is made in place */
  readonly replacement?: Readonly<Record<string, readonly string[]>>;
}

export interface ProviderServer {
  /** Value for TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  /** CPU seconds of this process and calls served since the start, and objects in the world by type. */
  stats(): { cpuSeconds: number; calls: number; objects: Readonly<Record<string, number>> };
  close(): Promise<void>;
}

/**
 * Serves every provider of the schemas from this process, one socket each, in front of one simulated world.
 * @throws Error when the world's journal is corrupt, or a socket is in use or cannot be made
 */
export async function startProviderServer(options: ProviderServerOptions): Promise<ProviderServer> {
  const world = World.open(options.worldFile);
  const servers: Server[] = [];
  let calls = 0;
  const start = process.cpuUsage();
  const close = async () => {
    await Promise.all(servers.map(shutdown));
    world.close();
  };
  try {
    const entries: [string, object][] = [];
    for (const [source, schema] of Object.entries(options.schemas.provider_schemas)) {
      const socket = path.join(options.socketDir, `${source.split("/").at(-1)}.sock`);
      servers.push(await serve(socket, schema, world, options.replacement ?? {}, () => calls++));
      entries.push([source, reattachEntry(socket)]);
    }
    return {
      reattach: JSON.stringify(Object.fromEntries(entries)),
      stats: () => {
        const { user, system } = process.cpuUsage(start);
        return { cpuSeconds: (user + system) / 1e6, calls, objects: world.countByType() };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function serve(
  socket: string,
  schema: ProviderSchema,
  world: World,
  replacement: Readonly<Record<string, readonly string[]>>,
  onCall: () => void,
): Promise<Server> {
  if (fs.existsSync(socket))
    throw new Error(`${socket}: is in use by another provider, or left by one that was killed.`);
  const provider = new Provider({ schema, world, replacement });
  const { definition, implementation } = providerService(schema, provider, onCall);
  // Schemas of large providers exceed the default of 4 MB.
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(definition, implementation);
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error ? reject(error) : resolve(),
    );
  });
  return server;
}

/** https://developer.hashicorp.com/terraform/plugin/debugging#terraform-cli-development-overrides */
function reattachEntry(socket: string): object {
  return {
    Protocol: "grpc",
    ProtocolVersion: 6,
    Pid: process.pid,
    // Terraform must not end this process when it is done.
    Test: true,
    Addr: { Network: "unix", String: socket },
  };
}

/** Connections of terraform processes that ended badly would keep a graceful end waiting. */
function shutdown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, 1000);
    server.tryShutdown(() => {
      clearTimeout(force);
      resolve();
    });
  });
}
