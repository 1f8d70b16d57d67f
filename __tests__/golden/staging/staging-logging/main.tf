data "terraform_remote_state" "cluster" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-southeast-1/cluster"
    region = "ap-southeast-1"
  }
}

data "terraform_remote_state" "addons" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-southeast-1/addons"
    region = "ap-southeast-1"
  }
}

data "terraform_remote_state" "monitoring" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-southeast-1/monitoring"
    region = "ap-southeast-1"
  }
}

data "terraform_remote_state" "network" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-southeast-1/network"
    region = "ap-southeast-1"
  }
}

# logging
resource "kubernetes_namespace_v1" "logging" {
  metadata {
    name = "logging"

    labels = {
      "pod-security.kubernetes.io/enforce" = "restricted"
      "pod-security.kubernetes.io/warn"    = "restricted"
      "pod-security.kubernetes.io/audit"   = "restricted"
    }
  }
}

resource "kubernetes_limit_range_v1" "logging_defaults" {
  metadata {
    name      = "defaults"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }

  spec {
    limit {
      default = {
        memory = "512Mi"
      }

      default_request = {
        cpu    = "50m"
        memory = "64Mi"
      }

      type = "Container"
    }
  }
}

# logging / isolation
resource "kubernetes_network_policy_v1" "logging_isolation" {
  metadata {
    name      = "isolation"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "53"
        protocol = "TCP"
      }

      ports {
        port     = "53"
        protocol = "UDP"
      }

      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "kube-system"
          }
        }

        pod_selector {
          match_labels = {
            k8s-app = "kube-dns"
          }
        }
      }

      to {
        ip_block {
          cidr = "10.100.0.10/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.10/32"
        }
      }
    }

    pod_selector {}
  }
}

# logging agents
resource "kubernetes_namespace_v1" "logging_agents" {
  metadata {
    name = "logging-agents"

    labels = {
      "pod-security.kubernetes.io/enforce" = "privileged"
      "pod-security.kubernetes.io/warn"    = "privileged"
      "pod-security.kubernetes.io/audit"   = "restricted"
    }
  }
}

resource "kubernetes_limit_range_v1" "logging_agents_defaults" {
  metadata {
    name      = "defaults"
    namespace = kubernetes_namespace_v1.logging_agents.metadata[0].name
  }

  spec {
    limit {
      default = {
        memory = "512Mi"
      }

      default_request = {
        cpu    = "50m"
        memory = "64Mi"
      }

      type = "Container"
    }
  }
}

# logging agents / isolation
resource "kubernetes_network_policy_v1" "logging_agents_isolation" {
  metadata {
    name      = "isolation"
    namespace = kubernetes_namespace_v1.logging_agents.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "53"
        protocol = "TCP"
      }

      ports {
        port     = "53"
        protocol = "UDP"
      }

      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "kube-system"
          }
        }

        pod_selector {
          match_labels = {
            k8s-app = "kube-dns"
          }
        }
      }

      to {
        ip_block {
          cidr = "10.100.0.10/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.10/32"
        }
      }
    }

    pod_selector {}
  }
}

# traffic / among themselves
resource "kubernetes_network_policy_v1" "traffic_among_themselves" {
  metadata {
    name      = "among-themselves"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = kubernetes_namespace_v1.logging.metadata[0].name
          }
        }
      }
    }

    ingress {
      from {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = kubernetes_namespace_v1.logging.metadata[0].name
          }
        }
      }
    }

    pod_selector {}
  }
}

# traffic / database logs
resource "kubernetes_network_policy_v1" "traffic_database_logs" {
  metadata {
    name      = "database-logs"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }

  spec {
    policy_types = ["Egress"]

    egress {
      ports {
        port     = "443"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "0.0.0.0/0"
        }
      }
    }

    egress {
      ports {
        port     = "80"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "169.254.170.23/32"
        }
      }
    }

    pod_selector {
      match_labels = {
        "beat.k8s.elastic.co/name" = "database-logs"
      }
    }
  }
}

# traffic / elasticsearch
resource "kubernetes_network_policy_v1" "traffic_elasticsearch" {
  metadata {
    name      = "elasticsearch"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = data.terraform_remote_state.monitoring.outputs.namespace
          }
        }

        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "grafana"
          }
        }
      }

      from {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "elastic-system"
          }
        }
      }

      ports {
        port     = "9200"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = {
        "elasticsearch.k8s.elastic.co/cluster-name" = "elasticsearch"
      }
    }
  }
}

# traffic / logstash
resource "kubernetes_network_policy_v1" "traffic_logstash" {
  metadata {
    name      = "logstash"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = kubernetes_namespace_v1.logging_agents.metadata[0].name
          }
        }
      }

      ports {
        port     = "5044"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = {
        "logstash.k8s.elastic.co/name" = "logstash"
      }
    }
  }
}

# traffic / alerts
resource "kubernetes_network_policy_v1" "traffic_alerts" {
  metadata {
    name      = "alerts"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }

  spec {
    policy_types = ["Egress"]

    egress {
      ports {
        port     = "9093"
        protocol = "TCP"
      }

      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = data.terraform_remote_state.monitoring.outputs.namespace
          }
        }

        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "alertmanager"
          }
        }
      }
    }

    pod_selector {
      match_labels = {
        "app.kubernetes.io/name" = "elastalert2"
      }
    }
  }
}

# traffic / agents
resource "kubernetes_network_policy_v1" "traffic_agents" {
  metadata {
    name      = "agents"
    namespace = kubernetes_namespace_v1.logging_agents.metadata[0].name
  }

  spec {
    policy_types = ["Egress"]

    egress {
      ports {
        port     = "5044"
        protocol = "TCP"
      }

      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = kubernetes_namespace_v1.logging.metadata[0].name
          }
        }

        pod_selector {
          match_labels = {
            "logstash.k8s.elastic.co/name" = "logstash"
          }
        }
      }
    }

    egress {
      ports {
        port     = "443"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "10.100.0.1/32"
        }
      }

      to {
        ip_block {
          cidr = "172.20.0.1/32"
        }
      }

      to {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }
    }

    pod_selector {}
  }
}

# traffic / alerts of logs
resource "kubernetes_network_policy_v1" "traffic_alerts_of_logs" {
  metadata {
    name      = "alerts-of-logs"
    namespace = data.terraform_remote_state.monitoring.outputs.namespace
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = kubernetes_namespace_v1.logging.metadata[0].name
          }
        }

        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "elastalert2"
          }
        }
      }

      ports {
        port     = "9093"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = {
        "app.kubernetes.io/name" = "alertmanager"
      }
    }
  }
}

data "terraform_remote_state" "database" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-southeast-1/database"
    region = "ap-southeast-1"
  }
}

# elastic
resource "helm_release" "elastic" {
  name             = "elastic"
  chart            = "./assets/objects"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.logging.metadata[0].name
  timeout          = 900

  values = [
    jsonencode({
      objects = [
        {
          apiVersion = "generators.external-secrets.io/v1alpha1"
          kind       = "Password"
          metadata   = { name = "elastic-user" }
          spec = {
            length      = 40
            symbols     = 0
            noUpper     = false
            allowRepeat = true
          }
        },
        {
          apiVersion = "external-secrets.io/v1"
          kind       = "ExternalSecret"
          metadata   = { name = "log-setup" }
          spec = {
            refreshPolicy = "CreatedOnce"
            target = {
              name = "log-setup"
              template = {
                engineVersion = "v2"
                data = {
                  username = "log-setup"
                  password = "{{ .password }}"
                  roles    = "log_setup,kibana_admin"
                }
              }
            }
            dataFrom = [
              {
                sourceRef = {
                  generatorRef = {
                    apiVersion = "generators.external-secrets.io/v1alpha1"
                    kind       = "Password"
                    name       = "elastic-user"
                  }
                }
              },
            ]
          }
        },
        {
          apiVersion = "external-secrets.io/v1"
          kind       = "ExternalSecret"
          metadata   = { name = "log-alerts" }
          spec = {
            refreshPolicy = "CreatedOnce"
            target = {
              name = "log-alerts"
              template = {
                engineVersion = "v2"
                data = {
                  username = "log-alerts"
                  password = "{{ .password }}"
                  roles    = "log_alerts"
                }
              }
            }
            dataFrom = [
              {
                sourceRef = {
                  generatorRef = {
                    apiVersion = "generators.external-secrets.io/v1alpha1"
                    kind       = "Password"
                    name       = "elastic-user"
                  }
                }
              },
            ]
          }
        },
        {
          apiVersion = "external-secrets.io/v1"
          kind       = "ExternalSecret"
          metadata   = { name = "log-reader" }
          spec = {
            refreshPolicy = "CreatedOnce"
            target = {
              name = "log-reader"
              template = {
                engineVersion = "v2"
                data = {
                  username = "log-reader"
                  password = "{{ .password }}"
                  roles    = "log_reader"
                }
              }
            }
            dataFrom = [
              {
                sourceRef = {
                  generatorRef = {
                    apiVersion = "generators.external-secrets.io/v1alpha1"
                    kind       = "Password"
                    name       = "elastic-user"
                  }
                }
              },
            ]
          }
        },
        {
          apiVersion = "v1"
          kind       = "Secret"
          metadata   = { name = "log-roles" }
          stringData = {
            "roles.yml" = jsonencode({
              log_setup = {
                cluster = [
                  "monitor",
                  "manage_ilm",
                  "manage_index_templates",
                  "manage_ingest_pipelines",
                ]
                indices = [
                  {
                    names      = ["logs-*"]
                    privileges = ["manage", "view_index_metadata"]
                  },
                ]
              }
              log_alerts = {
                cluster = ["monitor"]
                indices = [
                  {
                    names      = ["logs-*"]
                    privileges = ["read", "view_index_metadata"]
                  },
                  {
                    names      = ["elastalert*"]
                    privileges = ["all"]
                  },
                ]
              }
              log_reader = {
                cluster = ["monitor"]
                indices = [
                  {
                    names      = ["logs-*"]
                    privileges = ["read", "view_index_metadata"]
                  },
                ]
              }
            })
          }
        },
        {
          apiVersion = "cert-manager.io/v1"
          kind       = "Certificate"
          metadata   = { name = "logstash-tls" }
          spec = {
            commonName  = "logstash-tls"
            secretName  = "logstash-tls"
            duration    = "8760h"
            renewBefore = "720h"
            privateKey = {
              algorithm      = "RSA"
              size           = 2048
              encoding       = "PKCS8"
              rotationPolicy = "Always"
            }
            usages = ["digital signature", "key encipherment", "server auth"]
            dnsNames = [
              "logstash-ls-beats.${kubernetes_namespace_v1.logging.metadata[0].name}.svc",
            ]
            issuerRef = {
              group = "cert-manager.io"
              kind  = "ClusterIssuer"
              name  = data.terraform_remote_state.addons.outputs.internal_issuer
            }
          }
        },
        {
          apiVersion = "elasticsearch.k8s.elastic.co/v1"
          kind       = "Elasticsearch"
          metadata   = { name = "elasticsearch" }
          spec = {
            version                 = "9.5.2"
            volumeClaimDeletePolicy = "DeleteOnScaledownOnly"
            updateStrategy = {
              changeBudget = { maxSurge = 0, maxUnavailable = 1 }
            }
            auth = {
              fileRealm = [
                { secretName = "log-setup" },
                { secretName = "log-alerts" },
                { secretName = "log-reader" },
              ]
              roles = [{ secretName = "log-roles" }]
            }
            nodeSets = [
              {
                name          = "all"
                count         = 3
                zoneAwareness = {}
                resources = {
                  requests = { cpu = "500m", memory = "4Gi" }
                  limits   = { memory = "4Gi" }
                }
                config = {
                  "xpack.ml.enabled"                = false
                  "ingest.geoip.downloader.enabled" = false
                }
                podTemplate = {
                  spec = {
                    automountServiceAccountToken = false
                    securityContext = {
                      runAsNonRoot   = true
                      seccompProfile = { type = "RuntimeDefault" }
                      fsGroup        = 1000
                    }
                  }
                }
                volumeClaimTemplates = [
                  {
                    metadata = { name = "elasticsearch-data" }
                    spec = {
                      accessModes      = ["ReadWriteOnce"]
                      storageClassName = data.terraform_remote_state.addons.outputs.retaining_storage_class
                      resources = {
                        requests = { storage = "100Gi" }
                      }
                    }
                  },
                ]
              },
            ]
          }
        },
        {
          apiVersion = "kibana.k8s.elastic.co/v1"
          kind       = "Kibana"
          metadata   = { name = "kibana" }
          spec = {
            version          = "9.5.2"
            count            = 2
            elasticsearchRef = { name = "elasticsearch" }
            config = {
              "telemetry.optIn"         = false
              "newsfeed.enabled"        = false
              "xpack.fleet.isAirGapped" = true
            }
            podTemplate = {
              spec = {
                automountServiceAccountToken = false
                securityContext = {
                  runAsNonRoot   = true
                  seccompProfile = { type = "RuntimeDefault" }
                  fsGroup        = 1000
                }
                containers = [
                  {
                    name = "kibana"
                    resources = {
                      requests = { cpu = "200m", memory = "1536Mi" }
                      limits   = { memory = "2Gi" }
                    }
                  },
                ]
              }
            }
          }
        },
        {
          apiVersion = "logstash.k8s.elastic.co/v1alpha1"
          kind       = "Logstash"
          metadata   = { name = "logstash" }
          spec = {
            version           = "9.5.2"
            count             = 2
            elasticsearchRefs = [{ clusterName = "eck", name = "elasticsearch" }]
            config = {
              "queue.type"                  = "persisted"
              "queue.max_bytes"             = "4gb"
              "dead_letter_queue.enable"    = true
              "dead_letter_queue.max_bytes" = "1gb"
              "path.dead_letter_queue"      = "/usr/share/logstash/data/dead_letter_queue"
            }
            pipelines = [
              {
                "pipeline.id"              = "dead-letters"
                "config.string"            = file("assets/logstash/dead-letters.conf")
                "dead_letter_queue.enable" = false
                "queue.type"               = "memory"
              },
              {
                "pipeline.id"   = "main"
                "config.string" = file("assets/logstash/main.conf")
              },
            ]
            services = [
              {
                name = "beats"
                service = {
                  spec = {
                    ports = [{ name = "beats", port = 5044, targetPort = 5044 }]
                  }
                }
              },
            ]
            podTemplate = {
              spec = {
                automountServiceAccountToken = false
                securityContext = {
                  runAsNonRoot   = true
                  seccompProfile = { type = "RuntimeDefault" }
                  runAsUser      = 1000
                  fsGroup        = 1000
                }
                topologySpreadConstraints = [
                  {
                    topologyKey       = "topology.kubernetes.io/zone"
                    maxSkew           = 1
                    whenUnsatisfiable = "ScheduleAnyway"
                    labelSelector = {
                      matchLabels = { "logstash.k8s.elastic.co/name" = "logstash" }
                    }
                  },
                ]
                initContainers = [
                  {
                    name = "logstash-internal-init-config"
                    securityContext = {
                      allowPrivilegeEscalation = false
                      capabilities = {
                        drop = ["ALL"]
                      }
                    }
                  },
                ]
                containers = [
                  {
                    name = "logstash"
                    securityContext = {
                      allowPrivilegeEscalation = false
                      capabilities = {
                        drop = ["ALL"]
                      }
                    }
                    env = [{ name = "ENVIRONMENT", value = "staging" }]
                    resources = {
                      requests = { cpu = "200m", memory = "2Gi" }
                      limits   = { memory = "2Gi" }
                    }
                    volumeMounts = [
                      {
                        name      = "certificates"
                        mountPath = "/usr/share/logstash/config/beats-tls"
                        readOnly  = true
                      },
                    ]
                  },
                ]
                volumes = [
                  {
                    name   = "certificates"
                    secret = { secretName = "logstash-tls" }
                  },
                ]
              }
            }
            volumeClaimTemplates = [
              {
                metadata = { name = "logstash-data" }
                spec = {
                  accessModes      = ["ReadWriteOnce"]
                  storageClassName = data.terraform_remote_state.addons.outputs.retaining_storage_class
                  resources = {
                    requests = { storage = "8Gi" }
                  }
                }
              },
            ]
          }
        },
        {
          apiVersion = "policy/v1"
          kind       = "PodDisruptionBudget"
          metadata   = { name = "logstash" }
          spec = {
            maxUnavailable = 1
            selector = {
              matchLabels = { "logstash.k8s.elastic.co/name" = "logstash" }
            }
          }
        },
      ]
    }),
  ]

  wait          = true
  wait_for_jobs = true

  depends_on = [
    kubernetes_network_policy_v1.traffic_among_themselves,
    kubernetes_network_policy_v1.traffic_database_logs,
    kubernetes_network_policy_v1.traffic_elasticsearch,
    kubernetes_network_policy_v1.traffic_logstash,
    kubernetes_network_policy_v1.traffic_alerts,
    kubernetes_network_policy_v1.traffic_agents,
    kubernetes_network_policy_v1.traffic_alerts_of_logs,
  ]
}

# elastic / setup
resource "kubernetes_config_map_v1" "elastic_setup_lifecycle" {
  data = {
    "httpsok-logs.json" = jsonencode({
      policy = {
        phases = {
          hot = {
            min_age = "0ms"
            actions = {
              rollover     = { max_age = "3d", max_primary_shard_size = "50gb" }
              set_priority = { priority = 100 }
            }
          }
          warm = {
            min_age = "7d"
            actions = {
              readonly     = {}
              forcemerge   = { max_num_segments = 1 }
              set_priority = { priority = 50 }
            }
          }
          delete = {
            min_age = "30d"
            actions = { delete = {} }
          }
        }
      }
    })
    "httpsok-audit.json" = jsonencode({
      policy = {
        phases = {
          hot = {
            min_age = "0ms"
            actions = {
              rollover     = { max_age = "7d", max_primary_shard_size = "50gb" }
              set_priority = { priority = 100 }
            }
          }
          warm = {
            min_age = "7d"
            actions = {
              readonly     = {}
              forcemerge   = { max_num_segments = 1 }
              set_priority = { priority = 50 }
            }
          }
          delete = {
            min_age = "90d"
            actions = { delete = {} }
          }
        }
      }
    })
  }

  metadata {
    name      = "log-setup-lifecycle"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "elastic_setup_component_templates" {
  data = {
    "httpsok-logs-ecs.json" = file("assets/elasticsearch/component-templates/httpsok-logs-ecs.json")
    "httpsok-logs-settings.json" = jsonencode({
      template = {
        settings = {
          "index.number_of_replicas" = 1
          "index.lifecycle.name"     = "httpsok-logs"
        }
      }
    })
    "httpsok-audit-settings.json" = jsonencode({
      template = {
        settings = {
          "index.number_of_replicas" = 1
          "index.lifecycle.name"     = "httpsok-audit"
        }
      }
    })
  }

  metadata {
    name      = "log-setup-component-templates"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "elastic_setup_ingest" {
  data = {
    "httpsok.api.json"          = file("assets/elasticsearch/ingest/httpsok.api.json")
    "ingress.access.json"       = file("assets/elasticsearch/ingest/ingress.access.json")
    "kubernetes.container.json" = file("assets/elasticsearch/ingest/kubernetes.container.json")
    "linux.audit.json"          = file("assets/elasticsearch/ingest/linux.audit.json")
    "mysql.audit.json"          = file("assets/elasticsearch/ingest/mysql.audit.json")
    "mysql.error.json"          = file("assets/elasticsearch/ingest/mysql.error.json")
    "mysql.slow.json"           = file("assets/elasticsearch/ingest/mysql.slow.json")
    "nginx.access.json"         = file("assets/elasticsearch/ingest/nginx.access.json")
    "nginx.error.json"          = file("assets/elasticsearch/ingest/nginx.error.json")
    "system.auth.json"          = file("assets/elasticsearch/ingest/system.auth.json")
    "system.syslog.json"        = file("assets/elasticsearch/ingest/system.syslog.json")
  }

  metadata {
    name      = "log-setup-ingest"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "elastic_setup_index_templates" {
  data = {
    "logs-deadletter.json"           = file("assets/elasticsearch/index-templates/logs-deadletter.json")
    "logs-httpsok.api.json"          = file("assets/elasticsearch/index-templates/logs-httpsok.api.json")
    "logs-ingress.access.json"       = file("assets/elasticsearch/index-templates/logs-ingress.access.json")
    "logs-kubernetes.container.json" = file("assets/elasticsearch/index-templates/logs-kubernetes.container.json")
    "logs-linux.audit.json"          = file("assets/elasticsearch/index-templates/logs-linux.audit.json")
    "logs-mysql.audit.json"          = file("assets/elasticsearch/index-templates/logs-mysql.audit.json")
    "logs-mysql.error.json"          = file("assets/elasticsearch/index-templates/logs-mysql.error.json")
    "logs-mysql.slow.json"           = file("assets/elasticsearch/index-templates/logs-mysql.slow.json")
    "logs-nginx.access.json"         = file("assets/elasticsearch/index-templates/logs-nginx.access.json")
    "logs-nginx.error.json"          = file("assets/elasticsearch/index-templates/logs-nginx.error.json")
    "logs-system.auth.json"          = file("assets/elasticsearch/index-templates/logs-system.auth.json")
    "logs-system.syslog.json"        = file("assets/elasticsearch/index-templates/logs-system.syslog.json")
  }

  metadata {
    name      = "log-setup-index-templates"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "elastic_setup_kibana" {
  data = {
    "saved-objects.ndjson" = file("assets/saved-objects.ndjson")
  }

  metadata {
    name      = "log-setup-kibana"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "elastic_setup_script" {
  data = {
    "setup.sh" = file("assets/setup.sh")
  }

  metadata {
    name      = "log-setup-script"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }
}

resource "kubernetes_job_v1" "elastic_setup" {
  wait_for_completion = true

  metadata {
    name      = "log-setup"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }

  spec {
    backoff_limit = 3

    template {
      metadata {
        annotations = {
          contents = sha256(jsonencode([
            kubernetes_config_map_v1.elastic_setup_lifecycle.data,
            kubernetes_config_map_v1.elastic_setup_component_templates.data,
            kubernetes_config_map_v1.elastic_setup_ingest.data,
            kubernetes_config_map_v1.elastic_setup_index_templates.data,
            kubernetes_config_map_v1.elastic_setup_kibana.data,
            kubernetes_config_map_v1.elastic_setup_script.data,
          ]))
        }

        labels = {
          app = "log-setup"
        }
      }

      spec {
        automount_service_account_token = false
        restart_policy                  = "Never"

        container {
          name = "log-setup"

          command = [
            "sh",
            "-c",
            "cat /authorities/*/ca.crt > /tmp/ca.crt && exec sh /files/script/setup.sh",
          ]

          image = "docker.elastic.co/elasticsearch/elasticsearch:9.5.2"

          env {
            name  = "ES_URL"
            value = "https://elasticsearch-es-http:9200"
          }

          env {
            name  = "KIBANA_URL"
            value = "https://kibana-kb-http:5601"
          }

          env {
            name  = "ES_USER"
            value = "log-setup"
          }

          env {
            name  = "ES_PASSWORD_FILE"
            value = "/user/password"
          }

          env {
            name  = "ES_CA"
            value = "/tmp/ca.crt"
          }

          env {
            name  = "FILES"
            value = "/files"
          }

          env {
            name  = "WAIT_SECONDS"
            value = "800"
          }

          resources {
            limits = {
              memory = "128Mi"
            }

            requests = {
              cpu    = "50m"
              memory = "64Mi"
            }
          }

          security_context {
            allow_privilege_escalation = false
            read_only_root_filesystem  = true

            capabilities {
              drop = ["ALL"]
            }
          }

          volume_mount {
            name       = "lifecycle"
            mount_path = "/files/lifecycle"
            read_only  = true
          }

          volume_mount {
            name       = "component-templates"
            mount_path = "/files/component-templates"
            read_only  = true
          }

          volume_mount {
            name       = "ingest"
            mount_path = "/files/ingest"
            read_only  = true
          }

          volume_mount {
            name       = "index-templates"
            mount_path = "/files/index-templates"
            read_only  = true
          }

          volume_mount {
            name       = "kibana"
            mount_path = "/files/saved-objects.ndjson"
            read_only  = true
            sub_path   = "saved-objects.ndjson"
          }

          volume_mount {
            name       = "script"
            mount_path = "/files/script"
            read_only  = true
          }

          volume_mount {
            name       = "elasticsearch-authority"
            mount_path = "/authorities/elasticsearch"
            read_only  = true
          }

          volume_mount {
            name       = "kibana-authority"
            mount_path = "/authorities/kibana"
            read_only  = true
          }

          volume_mount {
            name       = "user"
            mount_path = "/user"
            read_only  = true
          }

          volume_mount {
            name       = "tmp"
            mount_path = "/tmp"
          }
        }

        security_context {
          fs_group        = "1000"
          run_as_non_root = true
          run_as_user     = "1000"

          seccomp_profile {
            type = "RuntimeDefault"
          }
        }

        volume {
          name = "lifecycle"

          config_map {
            name = kubernetes_config_map_v1.elastic_setup_lifecycle.metadata[0].name
          }
        }

        volume {
          name = "component-templates"

          config_map {
            name = kubernetes_config_map_v1.elastic_setup_component_templates.metadata[0].name
          }
        }

        volume {
          name = "ingest"

          config_map {
            name = kubernetes_config_map_v1.elastic_setup_ingest.metadata[0].name
          }
        }

        volume {
          name = "index-templates"

          config_map {
            name = kubernetes_config_map_v1.elastic_setup_index_templates.metadata[0].name
          }
        }

        volume {
          name = "kibana"

          config_map {
            name = kubernetes_config_map_v1.elastic_setup_kibana.metadata[0].name
          }
        }

        volume {
          name = "script"

          config_map {
            name = kubernetes_config_map_v1.elastic_setup_script.metadata[0].name
          }
        }

        volume {
          name = "elasticsearch-authority"

          secret {
            secret_name = "elasticsearch-es-http-certs-public"
          }
        }

        volume {
          name = "kibana-authority"

          secret {
            secret_name = "kibana-kb-http-certs-public"
          }
        }

        volume {
          name = "user"

          secret {
            secret_name = "log-setup"
          }
        }

        volume {
          name = "tmp"

          empty_dir {}
        }
      }
    }
  }

  timeouts {
    create = "30m"
    update = "30m"
  }

  depends_on = [helm_release.elastic]
}

# node logs
resource "kubernetes_service_account_v1" "node_logs_account" {
  metadata {
    name      = "filebeat"
    namespace = kubernetes_namespace_v1.logging_agents.metadata[0].name
  }
}

resource "kubernetes_cluster_role_v1" "node_logs_role" {
  metadata {
    name = "filebeat"
  }

  rule {
    verbs      = ["get", "list", "watch"]
    api_groups = [""]
    resources  = ["namespaces", "nodes", "pods"]
  }

  rule {
    verbs      = ["get", "list", "watch"]
    api_groups = ["apps"]
    resources  = ["replicasets"]
  }

  rule {
    verbs      = ["get", "list", "watch"]
    api_groups = ["batch"]
    resources  = ["jobs"]
  }
}

resource "kubernetes_cluster_role_binding_v1" "node_logs_binding" {
  metadata {
    name = "filebeat"
  }

  role_ref {
    name      = kubernetes_cluster_role_v1.node_logs_role.metadata[0].name
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
  }

  subject {
    name      = kubernetes_service_account_v1.node_logs_account.metadata[0].name
    kind      = "ServiceAccount"
    namespace = kubernetes_namespace_v1.logging_agents.metadata[0].name
  }
}

resource "helm_release" "node_logs" {
  name             = "filebeat"
  chart            = "./assets/objects"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.logging_agents.metadata[0].name
  timeout          = 900

  values = [
    jsonencode({
      objects = [
        {
          apiVersion = "cert-manager.io/v1"
          kind       = "Certificate"
          metadata   = { name = "filebeat-tls" }
          spec = {
            commonName  = "filebeat-tls"
            secretName  = "filebeat-tls"
            duration    = "8760h"
            renewBefore = "720h"
            privateKey = {
              algorithm      = "RSA"
              size           = 2048
              encoding       = "PKCS8"
              rotationPolicy = "Always"
            }
            usages = ["digital signature", "key encipherment", "client auth"]
            issuerRef = {
              group = "cert-manager.io"
              kind  = "ClusterIssuer"
              name  = data.terraform_remote_state.addons.outputs.internal_issuer
            }
          }
        },
        {
          apiVersion = "beat.k8s.elastic.co/v1beta1"
          kind       = "Beat"
          metadata   = { name = "filebeat" }
          spec = {
            type    = "filebeat"
            version = "9.5.2"
            config = {
              filebeat = {
                "autodiscover.providers" = [
                  {
                    type = "kubernetes"
                    node = "$${NODE_NAME}"
                    hints = {
                      enabled = true
                      default_config = {
                        type = "filestream"
                        id   = "container-$${data.kubernetes.container.id}"
                        paths = [
                          "/var/log/containers/*$${data.kubernetes.container.id}.log",
                        ]
                        parsers = [{ container = {} }]
                        prospector = {
                          scanner = {
                            symlinks    = true
                            fingerprint = { enabled = true, length = 64 }
                          }
                        }
                        file_identity = { fingerprint = {} }
                      }
                    }
                  },
                ]
                inputs = [
                  {
                    type  = "journald"
                    id    = "journal"
                    paths = ["/var/log/journal"]
                  },
                  {
                    type  = "filestream"
                    id    = "linux.audit"
                    paths = ["/var/log/audit/audit.log"]
                    processors = [
                      {
                        add_fields = {
                          target = "event"
                          fields = { dataset = "linux.audit" }
                        }
                      },
                    ]
                  },
                ]
              }
              processors = [
                {
                  add_fields = {
                    target = "host"
                    fields = { name = "$${NODE_NAME}" }
                  }
                },
              ]
              "output.logstash" = {
                hosts = [
                  "logstash-ls-beats.${kubernetes_namespace_v1.logging.metadata[0].name}.svc:5044",
                ]
                ttl        = "5m"
                pipelining = 0
                ssl = {
                  certificate_authorities = ["/etc/filebeat/certs/ca.crt"]
                  certificate             = "/etc/filebeat/certs/tls.crt"
                  key                     = "/etc/filebeat/certs/tls.key"
                  restart_on_cert_change  = { enabled = true, period = "1h" }
                }
              }
            }
            daemonSet = {
              updateStrategy = {
                rollingUpdate = { maxUnavailable = "20%" }
              }
              podTemplate = {
                spec = {
                  serviceAccountName           = "filebeat"
                  automountServiceAccountToken = true
                  tolerations                  = [{ operator = "Exists" }]
                  priorityClassName            = "system-node-critical"
                  containers = [
                    {
                      name = "filebeat"
                      securityContext = {
                        allowPrivilegeEscalation = false
                        readOnlyRootFilesystem   = true
                        capabilities = {
                          drop = ["ALL"]
                        }
                        runAsUser = 0
                      }
                      resources = {
                        requests = { cpu = "50m", memory = "128Mi" }
                        limits   = { memory = "384Mi" }
                      }
                      env = [
                        {
                          name = "NODE_NAME"
                          valueFrom = {
                            fieldRef = { fieldPath = "spec.nodeName" }
                          }
                        },
                      ]
                      volumeMounts = [
                        {
                          name      = "certificates"
                          mountPath = "/etc/filebeat/certs"
                          readOnly  = true
                        },
                        {
                          name      = "log"
                          mountPath = "/var/log"
                          readOnly  = true
                        },
                      ]
                    },
                  ]
                  volumes = [
                    {
                      name   = "certificates"
                      secret = { secretName = "filebeat-tls" }
                    },
                    {
                      name     = "log"
                      hostPath = { path = "/var/log", type = "Directory" }
                    },
                  ]
                }
              }
            }
          }
        },
      ]
    }),
  ]

  wait          = true
  wait_for_jobs = true

  depends_on = [
    kubernetes_job_v1.elastic_setup,
    kubernetes_cluster_role_binding_v1.node_logs_binding,
  ]
}

# database logs / identity / role / trust
data "aws_iam_policy_document" "database_logs_identity_role_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      identifiers = ["pods.eks.amazonaws.com"]
      type        = "Service"
    }
  }
}

# database logs / identity / role / permissions
data "aws_iam_policy_document" "database_logs_identity_role_permissions" {
  statement {
    sid     = "ReadLogsOfTheDatabase"
    actions = ["logs:FilterLogEvents"]

    resources = [
      "arn:aws:logs:ap-southeast-1:111111111111:log-group:/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 0)}/audit:*",
      "arn:aws:logs:ap-southeast-1:111111111111:log-group:/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 0)}/error:*",
      "arn:aws:logs:ap-southeast-1:111111111111:log-group:/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 0)}/slowquery:*",
      "arn:aws:logs:ap-southeast-1:111111111111:log-group:/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 1)}/audit:*",
      "arn:aws:logs:ap-southeast-1:111111111111:log-group:/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 1)}/error:*",
      "arn:aws:logs:ap-southeast-1:111111111111:log-group:/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 1)}/slowquery:*",
    ]
  }
}

# database logs / identity / role
resource "aws_iam_role" "database_logs_identity_role" {
  name               = "httpsok-staging-pods-database-logs"
  assume_role_policy = data.aws_iam_policy_document.database_logs_identity_role_trust.json
  description        = "Pods of database-logs"
}

resource "aws_iam_role_policy" "database_logs_identity_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.database_logs_identity_role_permissions.json
  role   = aws_iam_role.database_logs_identity_role.name
}

# database logs / identity
resource "aws_eks_pod_identity_association" "database_logs_identity" {
  cluster_name    = data.terraform_remote_state.cluster.outputs.name
  namespace       = kubernetes_namespace_v1.logging.metadata[0].name
  role_arn        = aws_iam_role.database_logs_identity_role.arn
  service_account = "database-logs"
}

# database logs
resource "kubernetes_service_account_v1" "database_logs_account" {
  metadata {
    name      = "database-logs"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }
}

resource "kubernetes_persistent_volume_claim_v1" "database_logs_place" {
  wait_until_bound = false

  metadata {
    name      = "database-logs"
    namespace = kubernetes_namespace_v1.logging.metadata[0].name
  }

  spec {
    access_modes       = ["ReadWriteOnce"]
    storage_class_name = data.terraform_remote_state.addons.outputs.storage_class

    resources {
      requests = {
        storage = "1Gi"
      }
    }
  }
}

resource "helm_release" "database_logs" {
  name             = "database-logs"
  chart            = "./assets/objects"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.logging.metadata[0].name
  timeout          = 900

  values = [
    jsonencode({
      objects = [
        {
          apiVersion = "cert-manager.io/v1"
          kind       = "Certificate"
          metadata   = { name = "database-logs-tls" }
          spec = {
            commonName  = "database-logs-tls"
            secretName  = "database-logs-tls"
            duration    = "8760h"
            renewBefore = "720h"
            privateKey = {
              algorithm      = "RSA"
              size           = 2048
              encoding       = "PKCS8"
              rotationPolicy = "Always"
            }
            usages = ["digital signature", "key encipherment", "client auth"]
            issuerRef = {
              group = "cert-manager.io"
              kind  = "ClusterIssuer"
              name  = data.terraform_remote_state.addons.outputs.internal_issuer
            }
          }
        },
        {
          apiVersion = "beat.k8s.elastic.co/v1beta1"
          kind       = "Beat"
          metadata   = { name = "database-logs" }
          spec = {
            type    = "filebeat"
            version = "9.5.2"
            config = {
              filebeat = {
                inputs = [
                  {
                    type           = "aws-cloudwatch"
                    log_group_name = "/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 0)}/audit"
                    region_name    = "ap-southeast-1"
                    scan_frequency = "1m"
                    latency        = "5m"
                    start_position = "lastSync"
                    processors = [
                      {
                        add_fields = {
                          target = "event"
                          fields = { dataset = "mysql.audit" }
                        }
                      },
                    ]
                  },
                  {
                    type           = "aws-cloudwatch"
                    log_group_name = "/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 0)}/error"
                    region_name    = "ap-southeast-1"
                    scan_frequency = "1m"
                    latency        = "5m"
                    start_position = "lastSync"
                    processors = [
                      {
                        add_fields = {
                          target = "event"
                          fields = { dataset = "mysql.error" }
                        }
                      },
                    ]
                  },
                  {
                    type           = "aws-cloudwatch"
                    log_group_name = "/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 0)}/slowquery"
                    region_name    = "ap-southeast-1"
                    scan_frequency = "1m"
                    latency        = "5m"
                    start_position = "lastSync"
                    processors = [
                      {
                        add_fields = {
                          target = "event"
                          fields = { dataset = "mysql.slow" }
                        }
                      },
                    ]
                  },
                  {
                    type           = "aws-cloudwatch"
                    log_group_name = "/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 1)}/audit"
                    region_name    = "ap-southeast-1"
                    scan_frequency = "1m"
                    latency        = "5m"
                    start_position = "lastSync"
                    processors = [
                      {
                        add_fields = {
                          target = "event"
                          fields = { dataset = "mysql.audit" }
                        }
                      },
                    ]
                  },
                  {
                    type           = "aws-cloudwatch"
                    log_group_name = "/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 1)}/error"
                    region_name    = "ap-southeast-1"
                    scan_frequency = "1m"
                    latency        = "5m"
                    start_position = "lastSync"
                    processors = [
                      {
                        add_fields = {
                          target = "event"
                          fields = { dataset = "mysql.error" }
                        }
                      },
                    ]
                  },
                  {
                    type           = "aws-cloudwatch"
                    log_group_name = "/aws/rds/instance/${element(data.terraform_remote_state.database.outputs.instance_identifiers, 1)}/slowquery"
                    region_name    = "ap-southeast-1"
                    scan_frequency = "1m"
                    latency        = "5m"
                    start_position = "lastSync"
                    processors = [
                      {
                        add_fields = {
                          target = "event"
                          fields = { dataset = "mysql.slow" }
                        }
                      },
                    ]
                  },
                ]
              }
              "output.logstash" = {
                hosts = [
                  "logstash-ls-beats.${kubernetes_namespace_v1.logging.metadata[0].name}.svc:5044",
                ]
                ttl        = "5m"
                pipelining = 0
                ssl = {
                  certificate_authorities = ["/etc/filebeat/certs/ca.crt"]
                  certificate             = "/etc/filebeat/certs/tls.crt"
                  key                     = "/etc/filebeat/certs/tls.key"
                  restart_on_cert_change  = { enabled = true, period = "1h" }
                }
              }
            }
            deployment = {
              replicas = 1
              strategy = { type = "Recreate" }
              podTemplate = {
                spec = {
                  serviceAccountName           = "database-logs"
                  automountServiceAccountToken = false
                  securityContext = {
                    runAsNonRoot   = true
                    seccompProfile = { type = "RuntimeDefault" }
                    runAsUser      = 1000
                    fsGroup        = 1000
                  }
                  containers = [
                    {
                      name = "filebeat"
                      securityContext = {
                        allowPrivilegeEscalation = false
                        readOnlyRootFilesystem   = true
                        capabilities = {
                          drop = ["ALL"]
                        }
                      }
                      resources = {
                        requests = { cpu = "20m", memory = "128Mi" }
                        limits   = { memory = "256Mi" }
                      }
                      volumeMounts = [
                        {
                          name      = "certificates"
                          mountPath = "/etc/filebeat/certs"
                          readOnly  = true
                        },
                        {
                          name      = "beat-data"
                          mountPath = "/usr/share/filebeat/data"
                        },
                      ]
                    },
                  ]
                  volumes = [
                    {
                      name   = "certificates"
                      secret = { secretName = "database-logs-tls" }
                    },
                    {
                      name = "beat-data"
                      persistentVolumeClaim = {
                        claimName = kubernetes_persistent_volume_claim_v1.database_logs_place.metadata[0].name
                      }
                    },
                  ]
                }
              }
            }
          }
        },
      ]
    }),
  ]

  wait          = true
  wait_for_jobs = true

  depends_on = [
    kubernetes_job_v1.elastic_setup,
    aws_iam_role_policy.database_logs_identity_role_policy,
    aws_eks_pod_identity_association.database_logs_identity,
    kubernetes_service_account_v1.database_logs_account,
    kubernetes_persistent_volume_claim_v1.database_logs_place,
  ]
}

# alerts
resource "helm_release" "alerts" {
  name             = "elastalert2"
  chart            = "elastalert2"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.logging.metadata[0].name
  repository       = "https://jertel.github.io/elastalert2"
  timeout          = 900

  values = [
    jsonencode({
      fullnameOverride = "elastalert2"
      updateStrategy   = { type = "Recreate", rollingUpdate = null }
      elasticsearch = {
        host                         = "elasticsearch-es-http"
        port                         = 9200
        useSsl                       = "True"
        verifyCerts                  = "True"
        caCerts                      = "/certificates/ca.crt"
        credentialsSecret            = "log-alerts"
        credentialsSecretUsernameKey = "username"
        credentialsSecretPasswordKey = "password"
        certsVolumes = [
          {
            name   = "certificates"
            secret = { secretName = "elasticsearch-es-http-certs-public" }
          },
        ]
        certsVolumeMounts = [
          {
            name      = "certificates"
            mountPath = "/certificates"
            readOnly  = true
          },
        ]
      }
      alertRetryLimitMins = 360
      extraConfigOptions = {
        alertmanager_hosts       = [data.terraform_remote_state.monitoring.outputs.alertmanager_url]
        alertmanager_api_version = "v2"
      }
      rules = {
        ApiErrorBurst         = file("assets/alerts/ApiErrorBurst.yaml")
        ApiErrorsUnusual      = file("assets/alerts/ApiErrorsUnusual.yaml")
        ApiLogsSilent         = file("assets/alerts/ApiLogsSilent.yaml")
        CertificateFailures   = file("assets/alerts/CertificateFailures.yaml")
        ContainerLogsSilent   = file("assets/alerts/ContainerLogsSilent.yaml")
        DatabaseLogsSilent    = file("assets/alerts/DatabaseLogsSilent.yaml")
        DatabaseRightsChanged = file("assets/alerts/DatabaseRightsChanged.yaml")
        FailedLogins          = file("assets/alerts/FailedLogins.yaml")
        IngressServerErrors   = file("assets/alerts/IngressServerErrors.yaml")
        LogsUnreadable        = file("assets/alerts/LogsUnreadable.yaml")
        MysqlAccessDenied     = file("assets/alerts/MysqlAccessDenied.yaml")
        MysqlErrors           = file("assets/alerts/MysqlErrors.yaml")
        RefusedSudo           = file("assets/alerts/RefusedSudo.yaml")
        RequestsUnusual       = file("assets/alerts/RequestsUnusual.yaml")
        SlowQueryBurst        = file("assets/alerts/SlowQueryBurst.yaml")
        SshBruteForce         = file("assets/alerts/SshBruteForce.yaml")
        UsersChanged          = file("assets/alerts/UsersChanged.yaml")
      }
      podSecurityContext = {
        runAsNonRoot   = true
        seccompProfile = { type = "RuntimeDefault" }
        runAsUser      = 1000
        runAsGroup     = 1000
        fsGroup        = 1000
      }
      securityContext = {
        allowPrivilegeEscalation = false
        readOnlyRootFilesystem   = true
        capabilities = {
          drop = ["ALL"]
        }
      }
      extraVolumes      = [{ name = "tmp", emptyDir = {} }]
      extraVolumeMounts = [{ name = "tmp", mountPath = "/tmp" }]
      resources = {
        requests = { cpu = "50m", memory = "128Mi" }
        limits   = { memory = "256Mi" }
      }
    }),
  ]

  version       = "2.31.0"
  wait          = true
  wait_for_jobs = true
  depends_on    = [kubernetes_job_v1.elastic_setup]
}

# data source
resource "helm_release" "data_source" {
  name             = "data-source-elasticsearch"
  chart            = "./assets/objects"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = data.terraform_remote_state.monitoring.outputs.namespace
  timeout          = 900

  values = [
    jsonencode({
      objects = [
        {
          apiVersion = "v1"
          kind       = "ServiceAccount"
          metadata   = { name = "data-source-elasticsearch" }
        },
        {
          apiVersion = "rbac.authorization.k8s.io/v1"
          kind       = "Role"
          metadata = {
            name      = "data-source-elasticsearch"
            namespace = kubernetes_namespace_v1.logging.metadata[0].name
          }
          rules = [
            {
              apiGroups     = [""]
              resources     = ["secrets"]
              resourceNames = ["log-reader", "elasticsearch-es-http-certs-public"]
              verbs         = ["get"]
            },
          ]
        },
        {
          apiVersion = "rbac.authorization.k8s.io/v1"
          kind       = "RoleBinding"
          metadata = {
            name      = "data-source-elasticsearch"
            namespace = kubernetes_namespace_v1.logging.metadata[0].name
          }
          roleRef = {
            apiGroup = "rbac.authorization.k8s.io"
            kind     = "Role"
            name     = "data-source-elasticsearch"
          }
          subjects = [
            {
              kind      = "ServiceAccount"
              name      = "data-source-elasticsearch"
              namespace = data.terraform_remote_state.monitoring.outputs.namespace
            },
          ]
        },
        {
          apiVersion = "external-secrets.io/v1"
          kind       = "SecretStore"
          metadata   = { name = "data-source-elasticsearch" }
          spec = {
            provider = {
              kubernetes = {
                remoteNamespace = kubernetes_namespace_v1.logging.metadata[0].name
                server = {
                  caProvider = {
                    type = "ConfigMap"
                    name = "kube-root-ca.crt"
                    key  = "ca.crt"
                  }
                }
                auth = {
                  serviceAccount = { name = "data-source-elasticsearch" }
                }
              }
            }
          }
        },
        {
          apiVersion = "external-secrets.io/v1"
          kind       = "ExternalSecret"
          metadata   = { name = "data-source-elasticsearch" }
          spec = {
            refreshInterval = "15m"
            secretStoreRef  = { kind = "SecretStore", name = "data-source-elasticsearch" }
            target = {
              name = "data-source-elasticsearch"
              template = {
                engineVersion = "v2"
                metadata = {
                  labels = { grafana_datasource = "1" }
                }
                data = {
                  "elasticsearch.yaml" = file("assets/elasticsearch.yaml.tmpl")
                }
              }
            }
            data = [
              {
                secretKey = "password"
                remoteRef = { key = "log-reader", property = "password" }
              },
              {
                secretKey = "authority"
                remoteRef = {
                  key      = "elasticsearch-es-http-certs-public"
                  property = "ca.crt"
                }
              },
            ]
          }
        },
      ]
    }),
  ]

  wait          = true
  wait_for_jobs = true
  depends_on    = [kubernetes_job_v1.elastic_setup]
}
