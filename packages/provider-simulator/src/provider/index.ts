import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { ProviderSchema, ProviderSchemas, Schema } from "provider-schemas";
import { rulebook } from "../rules/catalogue";
import { replacement } from "../rules/replacement";
import type { Rulebook } from "../rules/rulebook";
import { DriftError, drifted, valueAt } from "../world/drift";
import { World, type WorldObject } from "../world/world";
import type { Faults } from "./faults";
import { handlers } from "./handlers";
import { pluginService } from "./protocol";
import type { Behaviour } from "./resources";
import { schemaMessage } from "./schema-message";
import type { Value } from "./value";

export interface ProviderServerOptions {
  readonly schemas: ProviderSchemas;
  /** Journal of what exists; created when absent, continued when present. */
  readonly worldFile: string;
  /** Existing folder for the sockets, one per provider; its path must be short. */
  readonly socketDir: string;
  /** What the platform refuses. @default the rules that this package has */
  readonly rules?: Rulebook;
  /** What goes wrong meanwhile. @default nothing */
  readonly faults?: Faults;
  /**
   * Keys of the objects that terraform's states hold. Another object that was left behind by a killed run is given to
   * who asks for exactly the same. @default every object is held by somebody
   */
  readonly held?: ReadonlySet<string>;
}

export interface ProviderServer {
  /** Value of TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  /** CPU time of this process and calls since the start; number of objects by type. */
  stats(): { cpuSeconds: number; calls: number; objects: Readonly<Record<string, number>> };
  /** Objects that were left behind by a killed run: those that somebody asked for since, and those that nobody has. */
  leftBehind(): { readonly adopted: readonly WorldObject[]; readonly abandoned: readonly WorldObject[] };
  /**
   * Changes an attribute of an object, or deletes the object, behind terraform's back.
   * @throws DriftError when there is no such object or attribute, or the value is of another type
   */
  drift(key: string, set?: { readonly attribute: string; readonly value: string }): { from: Value; to: Value };
  /** Ends every connection without an answer, and takes no new one, as if the providers had died. */
  cut(): void;
  close(): Promise<void>;
}

/** Longest path of a Unix socket on macOS; Linux has four more. Source: sys/un.h */
const LONGEST_SOCKET = 103;

/**
 * Serves every provider of the schemas, each on a socket of its own.
 * @throws JournalError when the world cannot be read; Error when a socket's path is too long or cannot be listened on
 */
export async function startProviderServer(options: ProviderServerOptions): Promise<ProviderServer> {
  const world = World.open(options.worldFile, options.held);
  const behaviour = { rules: options.rules ?? rulebook(), replacement, faults: options.faults };
  const cpuAtStart = process.cpuUsage();
  let calls = 0;
  const listeners: Listener[] = [];
  const close = async () => {
    await Promise.all(listeners.map((listener) => listener.close()));
    world.close();
  };
  try {
    for (const [index, [address, provider]] of Object.entries(options.schemas.provider_schemas).entries()) {
      const connect = connection(provider, world, behaviour, () => calls++);
      listeners.push(await listen(address, path.join(options.socketDir, `p${index}.sock`), connect));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    reattach: JSON.stringify(Object.fromEntries(listeners.map(({ address, entry }) => [address, entry]))),
    stats: () => {
      const { user, system } = process.cpuUsage(cpuAtStart);
      return { cpuSeconds: (user + system) / 1e6, calls, objects: world.countByType() };
    },
    leftBehind: () => ({ adopted: world.adopted, abandoned: world.abandonedObjects }),
    drift: (key, set) => {
      const object = world.get(key);
      const schema = object && schemaOf(options.schemas, object.type);
      if (!object || !schema) throw new DriftError("it is in the state and not in the world any more.");
      if (!set) {
        world.remove(key);
        return { from: object.attributes, to: null };
      }
      const attributes = drifted(schema, object.attributes, set.attribute, set.value);
      world.put({ ...object, attributes });
      return { from: valueAt(object.attributes, set.attribute), to: valueAt(attributes, set.attribute) };
    },
    cut: () => {
      for (const listener of listeners) listener.cut();
    },
    close,
  };
}

function schemaOf({ provider_schemas }: ProviderSchemas, type: string): Schema | undefined {
  return Object.values(provider_schemas).flatMap(({ resource_schemas }) => resource_schemas?.[type] ?? [])[0];
}

interface Listener {
  readonly address: string;
  readonly entry: object;
  cut(): void;
  close(): Promise<void>;
}

type Connect = () => Server;

/**
 * Each connection gets a server: terraform opens one for every provider block, configures it once, and says with no
 * later call which block it is for; several terraforms may run at a time.
 */
function connection(provider: ProviderSchema, world: World, behaviour: Behaviour, onCall: () => void): Connect {
  const { service, encodeSchema } = pluginService();
  let schema: Buffer | undefined;
  const encoded = () => {
    schema ??= encodeSchema(schemaMessage(provider));
    return schema;
  };
  return () => {
    const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    server.addService(service, handlers({ provider, world, behaviour, schema: encoded, onCall }));
    return server;
  };
}

async function listen(address: string, socketPath: string, connect: Connect): Promise<Listener> {
  if (Buffer.byteLength(socketPath) > LONGEST_SOCKET) {
    throw new Error(
      `${socketPath}: too long for a socket, which may have ${LONGEST_SOCKET} bytes. Choose a shorter folder.`,
    );
  }
  const open = new Set<() => void>();
  const listener = net.createServer((socket) => {
    if (isCut) {
      socket.destroy();
      return;
    }
    const server = connect();
    const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
    const end = () => {
      if (!open.delete(end)) return;
      injector.destroy();
      server.forceShutdown();
      socket.destroy();
    };
    open.add(end);
    socket.once("close", end);
    // A terraform that was killed leaves nothing to be said to.
    socket.on("error", end);
    injector.injectConnection(socket);
  });
  let isCut = false;
  const cut = () => {
    isCut = true;
    for (const end of [...open]) end();
  };
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject).listen(socketPath, resolve);
  });
  return {
    address,
    entry: {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "unix", String: socketPath },
    },
    cut,
    close: async () => {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      cut();
      await closed;
      fs.rmSync(socketPath, { force: true });
    },
  };
}
