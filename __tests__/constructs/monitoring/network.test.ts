import { MonitoringNetwork, type MonitoringNetworkProps } from "../../../constructs/monitoring/monitoring-network";
import { connections, type End, policiesOf } from "../../helpers/network-policies";
import { exampleStack } from "../../helpers/stack";

/** What the policies of a monitoring let through, both ends asked, as Kubernetes would. */
function network(props: Partial<MonitoringNetworkProps> = {}) {
  const stack = exampleStack();
  new MonitoringNetwork(stack, "traffic", {
    namespace: "monitoring",
    vpcCidr: "10.40.0.0/16",
    databasePort: 3306,
    probedPorts: [443],
    application: { namespace: "httpsok", name: "httpsok-api", port: 8080 },
    sendsTextMessages: false,
    logsNamespace: "logging",
    grafanaIsReached: false,
    ...props,
  });
  return connections(policiesOf(stack), ["logging"]);
}

const VPC = "10.40.0.0/16";
const ANYBODY = "0.0.0.0/0";
const PROMETHEUS = "monitoring/prometheus";
const ALERTMANAGER = "monitoring/alertmanager";
const GRAFANA = "monitoring/grafana";
const BLACKBOX = "monitoring/prometheus-blackbox-exporter";
const MYSQL = "monitoring/prometheus-mysql-exporter";
const OPERATOR = "monitoring/kube-prometheus-stack-prometheus-operator";
const API = "httpsok/httpsok-api";
const connects = network();

describe("the network of the monitoring", () => {
  it.each([
    [PROMETHEUS, ALERTMANAGER, 9093, "tells it of alerts"],
    [PROMETHEUS, GRAFANA, 3000, "scrapes it"],
    [PROMETHEUS, BLACKBOX, 9115, "lets it ask endpoints"],
    [PROMETHEUS, MYSQL, 9104, "lets it ask MySQL"],
    [PROMETHEUS, "monitoring/kube-state-metrics", 8080, "scrapes it"],
    [PROMETHEUS, API, 8080, "scrapes it"],
    [PROMETHEUS, VPC, 9100, "scrapes node exporters"],
    [PROMETHEUS, VPC, 10250, "scrapes kubelets"],
    [GRAFANA, PROMETHEUS, 9090, "draws its metrics"],
    [GRAFANA, ALERTMANAGER, 9093, "shows its alerts"],
    [GRAFANA, "logging/elasticsearch", 9200, "shows logs"],
    [GRAFANA, ANYBODY, 443, "reads CloudWatch"],
    [ALERTMANAGER, ANYBODY, 443, "tells people"],
    [BLACKBOX, ANYBODY, 443, "asks endpoints"],
    [BLACKBOX, API, 8080, "asks whether it is well"],
    [BLACKBOX, VPC, 3306, "asks whether MySQL answers"],
    [MYSQL, VPC, 3306, "reads what it counts"],
    [VPC, OPERATOR, 10250, "asks whether a rule is valid"],
  ])("lets %s reach %s at port %d: %s", (from, to, port) => {
    expect(connects(from, to, port)).toBe(true);
  });

  it("lets the blackbox exporter ask the name server of the VPC", () => {
    expect(connects(BLACKBOX, VPC, 53, "UDP")).toBe(true);
    expect(connects(MYSQL, VPC, 53, "UDP")).toBe(false);
  });

  it("lets copies of Alertmanager agree, by TCP and UDP", () => {
    expect(connects(ALERTMANAGER, ALERTMANAGER, 9094)).toBe(true);
    expect(connects(ALERTMANAGER, ALERTMANAGER, 9094, "UDP")).toBe(true);
  });

  it("lets those who need it, and no others, reach the API of Kubernetes by its Service", () => {
    const service = "172.20.0.1/32";
    const reach = (from: End) => connects(from, service, 443) && connects(from, VPC, 443);
    expect([PROMETHEUS, GRAFANA, OPERATOR, "monitoring/kube-state-metrics"].every(reach)).toBe(true);
    expect([ALERTMANAGER, BLACKBOX, MYSQL].filter((from) => connects(from, service, 443))).toEqual([]);
  });

  it.each([
    [BLACKBOX, ALERTMANAGER, 9093, "it asks what it is told to ask"],
    [BLACKBOX, PROMETHEUS, 9090, "it asks what it is told to ask"],
    [MYSQL, ANYBODY, 443, "it holds a password"],
    [ALERTMANAGER, VPC, 3306, "it has nothing to do with data"],
    [GRAFANA, VPC, 3306, "it has nothing to do with data"],
    [GRAFANA, API, 8080, "it asks Prometheus"],
    [API, PROMETHEUS, 9090, "nobody asks from outside"],
    [VPC, GRAFANA, 3000, "browsers come by port-forwarding"],
    [VPC, PROMETHEUS, 9090, "it has no login"],
    [VPC, ALERTMANAGER, 9093, "it has no login"],
    [PROMETHEUS, ANYBODY, 443, "it only scrapes"],
  ])("keeps %s from %s at port %d: %s", (from, to, port) => {
    expect(connects(from, to, port)).toBe(false);
  });

  it("lets a load balancer reach Grafana where it has a host", () => {
    expect(network({ grafanaIsReached: true })(VPC, GRAFANA, 3000)).toBe(true);
  });

  it("lets Alertmanager reach the port of its mail server, where it has one", () => {
    expect(connects(ALERTMANAGER, ANYBODY, 587)).toBe(false);
    expect(network({ mailPort: 587 })(ALERTMANAGER, ANYBODY, 587)).toBe(true);
  });

  it("lets Grafana ask for its role, and Alertmanager where it sends text messages", () => {
    const agent = "169.254.170.23/32";
    expect(connects(GRAFANA, agent, 80)).toBe(true);
    expect(connects(ALERTMANAGER, agent, 80)).toBe(false);
    expect(network({ sendsTextMessages: true })(ALERTMANAGER, agent, 80)).toBe(true);
  });
});
