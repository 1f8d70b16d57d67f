import type { Cluster } from "../helpers/addons";
import { stacksOfProduction } from "../helpers/addons";
import { type Connects, connections, type End, policiesOfAll } from "../helpers/network-policies";

const VPC = "10.40.0.0/16";
const ANYBODY = "0.0.0.0/0";
const API = "172.20.0.1/32";
const NAMES = "172.20.0.10/32";
const POD_IDENTITY = "169.254.170.23/32";
const PROMETHEUS = "monitoring/prometheus";
const APPLICATION = "httpsok/httpsok-api";
const ELASTICSEARCH = "logging/elasticsearch";
const CERT_MANAGER = "cert-manager/cert-manager";
const EXTERNAL_SECRETS = "external-secrets/external-secrets";
const EXTERNAL_DNS = "external-dns/external-dns";
const ECK = "elastic-system/elastic-operator";
const TRAEFIK = "traefik/traefik";
const CONTROLLERS = [CERT_MANAGER, EXTERNAL_SECRETS, EXTERNAL_DNS, ECK, TRAEFIK];

/** All policies of production's cluster, of the add-ons, the monitoring and the logging. */
const network = (choices: Cluster) =>
  connections(policiesOfAll(stacksOfProduction({ kind: "kubernetes", ...choices })), ["kube-system"]);

const connects = network({ ingress: "traefik", publicZoneId: "Z0123456789ABCDEFGHIJ" });
const plain = network({});

const allowed = (of: Connects, from: readonly End[], to: End, port: number) => from.filter((one) => of(one, to, port));

describe("the network of the controllers", () => {
  it.each([
    [VPC, "cert-manager/webhook", 10250, "the control plane asks whether a certificate is valid"],
    [VPC, "external-secrets/external-secrets-webhook", 10250, "the control plane asks whether a store is valid"],
    [VPC, ECK, 9443, "the control plane asks whether a cluster is valid"],
    [CERT_MANAGER, ANYBODY, 443, "asks Let's Encrypt, and Route 53 for a record"],
    [CERT_MANAGER, ANYBODY, 53, "looks whether the world sees the record"],
    [EXTERNAL_SECRETS, ANYBODY, 443, "reads secrets"],
    [EXTERNAL_DNS, ANYBODY, 443, "writes records"],
    [ECK, ELASTICSEARCH, 9200, "asks how it is"],
    [VPC, TRAEFIK, 8000, "the load balancer passes HTTP on"],
    [VPC, TRAEFIK, 8443, "the load balancer passes HTTPS on"],
    [TRAEFIK, APPLICATION, 8080, "passes requests on"],
    [PROMETHEUS, CERT_MANAGER, 9402, "scrapes it"],
    [PROMETHEUS, EXTERNAL_SECRETS, 8080, "scrapes it"],
    [PROMETHEUS, EXTERNAL_DNS, 7979, "scrapes it"],
    [PROMETHEUS, ECK, 8080, "scrapes it"],
    [PROMETHEUS, TRAEFIK, 9100, "scrapes it"],
  ])("lets %s reach %s at port %d: %s", (from, to, port) => {
    expect(connects(from, to, port)).toBe(true);
  });

  it("lets each of them reach the API of Kubernetes, by its Service and in the VPC", () => {
    expect(allowed(connects, CONTROLLERS, API, 443)).toEqual(CONTROLLERS);
    expect(allowed(connects, CONTROLLERS, VPC, 443)).toEqual(CONTROLLERS);
  });

  it("lets those that act in AWS ask for their role, and no others", () => {
    expect(allowed(connects, CONTROLLERS, POD_IDENTITY, 80)).toEqual([CERT_MANAGER, EXTERNAL_SECRETS, EXTERNAL_DNS]);
    expect(allowed(plain, CONTROLLERS, POD_IDENTITY, 80)).toEqual([EXTERNAL_SECRETS, EXTERNAL_DNS]);
  });

  it.each([
    [APPLICATION, CERT_MANAGER, 9402, "it asks Prometheus"],
    [APPLICATION, EXTERNAL_SECRETS, 8080, "it asks Prometheus"],
    [APPLICATION, ECK, 9443, "the control plane alone asks"],
    [APPLICATION, TRAEFIK, 8443, "it answers, and does not ask"],
    [APPLICATION, ELASTICSEARCH, 9200, "its lines are read on its node"],
    [ECK, ANYBODY, 443, "it tells nobody that it is used"],
    [TRAEFIK, ANYBODY, 443, "it passes on to pods"],
    [TRAEFIK, ELASTICSEARCH, 9200, "it brings traffic to the application"],
    [TRAEFIK, EXTERNAL_SECRETS, 8080, "it brings traffic to the application"],
    [TRAEFIK, APPLICATION, 3306, "it knows one port"],
    [EXTERNAL_SECRETS, ELASTICSEARCH, 9200, "it holds every secret"],
    [EXTERNAL_SECRETS, APPLICATION, 8080, "it holds every secret"],
    [VPC, EXTERNAL_SECRETS, 8080, "Prometheus alone scrapes"],
    [VPC, TRAEFIK, 9100, "Prometheus alone scrapes"],
    [VPC, APPLICATION, 8080, "Traefik alone passes requests on"],
    [ANYBODY, TRAEFIK, 8443, "the load balancer stands before it"],
  ])("keeps %s from %s at port %d: %s", (from, to, port) => {
    expect(connects(from, to, port)).toBe(false);
  });

  it("keeps cert-manager inside the cluster where no public zone needs proof", () => {
    expect([443, 53].filter((port) => plain(CERT_MANAGER, ANYBODY, port))).toEqual([]);
  });

  it("lets the load balancer itself reach the application where it knows paths", () => {
    expect(plain(VPC, APPLICATION, 8080)).toBe(true);
    expect(plain(VPC, APPLICATION, 3306)).toBe(false);
  });
});

describe("names", () => {
  const everybody = [...CONTROLLERS.filter((name) => name !== TRAEFIK), APPLICATION, PROMETHEUS, ELASTICSEARCH];

  it("are resolved for everybody by pods, and by the nodes of Auto Mode", () => {
    for (const protocol of ["TCP", "UDP"] as const) {
      const reach = (to: End) => everybody.filter((from) => plain(from, to, 53, protocol));
      expect(reach("kube-system/kube-dns")).toEqual(everybody);
      expect(reach(NAMES)).toEqual(everybody);
    }
  });
});
