/** A release of Elasticsearch, Kibana, Logstash and Beats, which are always of one version. */
interface ElasticVersion {
  readonly version: string;
  /** Day on which fixes end, or the release that ends them. Source: https://endoflife.date/elasticsearch */
  readonly supportedUntil: string;
}

/**
 * Those that the operator runs (8 and 9) and that get fixes, newest first; Logstash on Kubernetes needs 8.12 or newer:
 * https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s
 */
export const ELASTIC_VERSIONS: readonly [ElasticVersion, ...ElasticVersion[]] = [
  { version: "9.5.2", supportedUntil: "9.7" },
  { version: "9.4.5", supportedUntil: "9.6" },
  { version: "8.19.20", supportedUntil: "2027-07-15" },
];
