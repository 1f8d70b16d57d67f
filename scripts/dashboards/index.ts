import { application } from "./application";
import { aws } from "./aws";
import { backup } from "./backup";
import { cache } from "./cache";
import { certificates } from "./certificates";
import type { NamedDashboard } from "./dashboard";
import { kubernetes } from "./kubernetes";
import { kubernetesTraefik } from "./kubernetes-traefik";
import { logsElasticsearch } from "./logs-elasticsearch";
import { logsLoki } from "./logs-loki";
import { monitoring } from "./monitoring";
import { mysql } from "./mysql";
import { overview } from "./overview";
import { system } from "./system";

/** All that is written to assets/monitoring/dashboards. */
export const dashboards: readonly NamedDashboard[] = [
  overview,
  system,
  application,
  mysql,
  cache,
  certificates,
  backup,
  monitoring,
  logsLoki,
  logsElasticsearch,
  kubernetes,
  kubernetesTraefik,
  aws,
];
