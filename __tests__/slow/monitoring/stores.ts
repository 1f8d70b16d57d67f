import fs from "node:fs";
import net from "node:net";
import { type MysqlServer, startServer } from "../../helpers/mysql-server";
import type { Stage } from "./programs";

export interface Databases {
  readonly primary: MysqlServer;
  readonly replica: MysqlServer;
  /** Option file of a user with the rights that the exporter has in production. */
  readonly optionFile: string;
}

const PASSWORD = "only-here";

/** A writer and a reader that follows it, as production has them. */
export async function startDatabases(stage: Stage): Promise<Databases> {
  const start = async (id: number) =>
    stage.keep(
      await startServer(
        "mysql",
        "--log-bin=binlog",
        "--gtid-mode=ON",
        "--enforce-gtid-consistency=ON",
        `--server-id=${id}`,
      ),
    );
  const [primary, replica] = await Promise.all([start(1), start(2)]);
  await primary.exec(`
    CREATE USER exporter@'%' IDENTIFIED BY '${PASSWORD}' REQUIRE SSL;
    GRANT PROCESS, REPLICATION CLIENT, SELECT ON *.* TO exporter@'%';
    CREATE USER replica@'%' IDENTIFIED BY '${PASSWORD}' REQUIRE SSL;
    GRANT REPLICATION SLAVE ON *.* TO replica@'%'`);
  await replica.exec(`
    CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'localhost', SOURCE_PORT = ${primary.port}, SOURCE_USER = 'replica',
      SOURCE_PASSWORD = '${PASSWORD}', SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1;
    START REPLICA`);
  const authorities = [primary, replica].map(({ caFile }) => fs.readFileSync(caFile, "utf8"));
  const optionFile = stage.write(
    "my.cnf",
    `[client]\nuser=exporter\npassword=${PASSWORD}\nssl-ca=${stage.write("authorities.pem", authorities.join(""))}\n`,
  );
  return { primary, replica, optionFile };
}

/** A cache that somebody reads: half of what is asked for is there. @returns its address */
export async function startCache(stage: Stage): Promise<string> {
  const address = await stage.start("redis-server", (at) => [
    "--port",
    portOf(at),
    "--save",
    "",
    "--maxmemory",
    "64mb",
  ]);
  const client = net.connect(Number(portOf(address)), "127.0.0.1").on("data", () => {});
  const use = setInterval(() => client.write("SET key value EX 100\r\nGET key\r\nGET nothing\r\n"), 100);
  stage.keep({
    async close() {
      clearInterval(use);
      client.destroy();
    },
  });
  return address;
}

const portOf = (address: string) => address.split(":")[1] ?? "";
