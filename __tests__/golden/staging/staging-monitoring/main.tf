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

data "terraform_remote_state" "database" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-southeast-1/database"
    region = "ap-southeast-1"
  }
}

data "terraform_remote_state" "schema" {
  backend = "s3"

  config = {
    bucket = "httpsok-111111111111-terraform-state"
    key    = "httpsok/staging/ap-southeast-1/schema"
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

# monitoring
resource "kubernetes_namespace_v1" "monitoring" {
  metadata {
    name = "monitoring"

    labels = {
      "pod-security.kubernetes.io/enforce" = "restricted"
      "pod-security.kubernetes.io/warn"    = "restricted"
      "pod-security.kubernetes.io/audit"   = "restricted"
    }
  }
}

resource "kubernetes_limit_range_v1" "monitoring_defaults" {
  metadata {
    name      = "defaults"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
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

resource "kubernetes_resource_quota_v1" "monitoring_quota" {
  metadata {
    name      = "quota"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }

  spec {
    hard = {
      "services.loadbalancers" = "0"
      "services.nodeports"     = "0"
    }
  }
}

# monitoring / isolation
resource "kubernetes_network_policy_v1" "monitoring_isolation" {
  metadata {
    name      = "isolation"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
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

# monitoring nodes
resource "kubernetes_namespace_v1" "monitoring_nodes" {
  metadata {
    name = "monitoring-nodes"

    labels = {
      "pod-security.kubernetes.io/enforce" = "privileged"
      "pod-security.kubernetes.io/warn"    = "privileged"
      "pod-security.kubernetes.io/audit"   = "restricted"
    }
  }
}

resource "kubernetes_limit_range_v1" "monitoring_nodes_defaults" {
  metadata {
    name      = "defaults"
    namespace = kubernetes_namespace_v1.monitoring_nodes.metadata[0].name
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

# monitoring nodes / isolation
resource "kubernetes_network_policy_v1" "monitoring_nodes_isolation" {
  metadata {
    name      = "isolation"
    namespace = kubernetes_namespace_v1.monitoring_nodes.metadata[0].name
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

# traffic / scraped
resource "kubernetes_network_policy_v1" "traffic_scraped" {
  metadata {
    name      = "scraped"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "prometheus"
          }
        }
      }
    }

    pod_selector {}
  }
}

# traffic / kubernetes api
resource "kubernetes_network_policy_v1" "traffic_kubernetes_api" {
  metadata {
    name      = "kubernetes-api"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
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

    pod_selector {
      match_expressions {
        key      = "app.kubernetes.io/name"
        operator = "In"

        values = [
          "prometheus",
          "grafana",
          "kube-state-metrics",
          "kube-prometheus-stack-prometheus-operator",
          "kube-prometheus-stack-crds",
        ]
      }
    }
  }
}

# traffic / operator
resource "kubernetes_network_policy_v1" "traffic_operator" {
  metadata {
    name      = "operator"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }

      ports {
        port     = "10250"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = {
        "app.kubernetes.io/name" = "kube-prometheus-stack-prometheus-operator"
      }
    }
  }
}

# traffic / prometheus
resource "kubernetes_network_policy_v1" "traffic_prometheus" {
  metadata {
    name      = "prometheus"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      to {
        namespace_selector {}
      }
    }

    egress {
      ports {
        port     = "9100"
        protocol = "TCP"
      }

      ports {
        port     = "10250"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }
    }

    ingress {
      from {
        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "grafana"
          }
        }
      }

      ports {
        port     = "9090"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = {
        "app.kubernetes.io/name" = "prometheus"
      }
    }
  }
}

# traffic / alertmanager
resource "kubernetes_network_policy_v1" "traffic_alertmanager" {
  metadata {
    name      = "alertmanager"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }

  spec {
    policy_types = ["Ingress", "Egress"]

    egress {
      ports {
        port     = "9094"
        protocol = "TCP"
      }

      ports {
        port     = "9094"
        protocol = "UDP"
      }

      to {
        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "alertmanager"
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
          cidr = "0.0.0.0/0"
        }
      }
    }

    egress {
      ports {
        port     = "587"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = "0.0.0.0/0"
        }
      }
    }

    ingress {
      from {
        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "alertmanager"
          }
        }
      }

      ports {
        port     = "9094"
        protocol = "TCP"
      }

      ports {
        port     = "9094"
        protocol = "UDP"
      }
    }

    ingress {
      from {
        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "grafana"
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

# traffic / grafana
resource "kubernetes_network_policy_v1" "traffic_grafana" {
  metadata {
    name      = "grafana"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }

  spec {
    policy_types = ["Egress"]

    egress {
      ports {
        port     = "9090"
        protocol = "TCP"
      }

      to {
        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "prometheus"
          }
        }
      }
    }

    egress {
      ports {
        port     = "9093"
        protocol = "TCP"
      }

      to {
        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "alertmanager"
          }
        }
      }
    }

    egress {
      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = "logging"
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
        "app.kubernetes.io/name" = "grafana"
      }
    }
  }
}

# traffic / blackbox exporter
resource "kubernetes_network_policy_v1" "traffic_blackbox_exporter" {
  metadata {
    name      = "blackbox-exporter"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
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
        port     = "8080"
        protocol = "TCP"
      }

      to {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = data.terraform_remote_state.addons.outputs.application_namespace
          }
        }

        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "httpsok-api"
          }
        }
      }
    }

    egress {
      ports {
        port     = "3306"
        protocol = "TCP"
      }

      ports {
        port     = "53"
        protocol = "UDP"
      }

      to {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }
    }

    pod_selector {
      match_labels = {
        "app.kubernetes.io/name" = "prometheus-blackbox-exporter"
      }
    }
  }
}

# traffic / mysql exporter
resource "kubernetes_network_policy_v1" "traffic_mysql_exporter" {
  metadata {
    name      = "mysql-exporter"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }

  spec {
    policy_types = ["Egress"]

    egress {
      ports {
        port     = "3306"
        protocol = "TCP"
      }

      to {
        ip_block {
          cidr = data.terraform_remote_state.network.outputs.vpc_cidr
        }
      }
    }

    pod_selector {
      match_labels = {
        "app.kubernetes.io/name" = "prometheus-mysql-exporter"
      }
    }
  }
}

# traffic / application
resource "kubernetes_network_policy_v1" "traffic_application" {
  metadata {
    name      = "monitored"
    namespace = data.terraform_remote_state.addons.outputs.application_namespace
  }

  spec {
    policy_types = ["Ingress"]

    ingress {
      from {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = kubernetes_namespace_v1.monitoring.metadata[0].name
          }
        }

        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "prometheus"
          }
        }
      }

      from {
        namespace_selector {
          match_labels = {
            "kubernetes.io/metadata.name" = kubernetes_namespace_v1.monitoring.metadata[0].name
          }
        }

        pod_selector {
          match_labels = {
            "app.kubernetes.io/name" = "prometheus-blackbox-exporter"
          }
        }
      }

      ports {
        port     = "8080"
        protocol = "TCP"
      }
    }

    pod_selector {
      match_labels = {
        "app.kubernetes.io/name" = "httpsok-api"
      }
    }
  }
}

# admin
ephemeral "random_password" "admin_generated" {
  length  = 40
  special = false
}

resource "aws_secretsmanager_secret" "admin" {
  name                    = "httpsok/staging/grafana/admin"
  description             = "Administrator of Grafana"
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_secretsmanager_secret_version" "admin_value" {
  secret_id = aws_secretsmanager_secret.admin.id

  secret_string_wo = jsonencode({
    username = "admin"
    password = ephemeral.random_password.admin_generated.result
  })

  secret_string_wo_version = 1
}

ephemeral "aws_secretsmanager_secret_version" "admin_current" {
  secret_id  = aws_secretsmanager_secret_version.admin_value.secret_id
  version_id = aws_secretsmanager_secret_version.admin_value.version_id
}

# secrets / role / trust
data "aws_iam_policy_document" "secrets_role_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      identifiers = [data.terraform_remote_state.addons.outputs.external_secrets_role_arn]
      type        = "AWS"
    }
  }
}

# secrets / role / permissions
data "aws_iam_policy_document" "secrets_role_permissions" {
  statement {
    sid     = "ReadOwnSecrets"
    actions = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]

    resources = [
      aws_secretsmanager_secret.admin.arn,
      data.terraform_remote_state.schema.outputs.exporter_secret_arn,
      "arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:httpsok/staging/alerts/email-??????",
      "arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:httpsok/staging/alerts/slack-??????",
      "arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:httpsok/staging/alerts/pagerduty-??????",
      "arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:httpsok/staging/alerts/heartbeat-??????",
    ]
  }

  statement {
    sid       = "Decrypt"
    actions   = ["kms:Decrypt"]
    resources = data.terraform_remote_state.database.outputs.key_arns
  }
}

# secrets / role
resource "aws_iam_role" "secrets_role" {
  name               = "httpsok-staging-secrets-${kubernetes_namespace_v1.monitoring.metadata[0].name}"
  assume_role_policy = data.aws_iam_policy_document.secrets_role_trust.json
  description        = "Secrets of the namespace ${kubernetes_namespace_v1.monitoring.metadata[0].name}"
}

resource "aws_iam_role_policy" "secrets_role_policy" {
  name   = "permissions"
  policy = data.aws_iam_policy_document.secrets_role_permissions.json
  role   = aws_iam_role.secrets_role.name
}

# secrets
resource "helm_release" "secrets" {
  name             = "secrets"
  chart            = "./assets/objects"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.monitoring.metadata[0].name
  timeout          = 900

  values = [
    jsonencode({
      objects = [
        {
          apiVersion = "external-secrets.io/v1"
          kind       = "SecretStore"
          metadata   = { name = "secrets-manager" }
          spec = {
            provider = {
              aws = {
                service = "SecretsManager"
                region  = "ap-southeast-1"
                role    = aws_iam_role.secrets_role.arn
              }
            }
          }
        },
        {
          apiVersion = "external-secrets.io/v1"
          kind       = "ExternalSecret"
          metadata   = { name = "grafana-admin" }
          spec = {
            refreshInterval = "15m"
            secretStoreRef  = { kind = "SecretStore", name = "secrets-manager" }
            target          = { name = "grafana-admin" }
            data = [
              {
                secretKey = "admin-user"
                remoteRef = {
                  key      = aws_secretsmanager_secret.admin.arn
                  property = "username"
                }
              },
              {
                secretKey = "admin-password"
                remoteRef = {
                  key      = aws_secretsmanager_secret.admin.arn
                  property = "password"
                }
              },
            ]
          }
        },
        {
          apiVersion = "external-secrets.io/v1"
          kind       = "ExternalSecret"
          metadata   = { name = "mysql-exporter" }
          spec = {
            refreshInterval = "15m"
            secretStoreRef  = { kind = "SecretStore", name = "secrets-manager" }
            target = {
              name = "mysql-exporter"
              template = {
                engineVersion = "v2"
                data = {
                  "my.cnf" = "[client]\nuser={{ .username }}\npassword={{ .password }}\nssl-ca=/etc/rds/ca.pem\n"
                }
              }
            }
            data = [
              {
                secretKey = "username"
                remoteRef = {
                  key      = data.terraform_remote_state.schema.outputs.exporter_secret_arn
                  property = "username"
                }
              },
              {
                secretKey = "password"
                remoteRef = {
                  key      = data.terraform_remote_state.schema.outputs.exporter_secret_arn
                  property = "password"
                }
              },
            ]
          }
        },
        {
          apiVersion = "external-secrets.io/v1"
          kind       = "ExternalSecret"
          metadata   = { name = "alert-channels" }
          spec = {
            refreshInterval = "15m"
            secretStoreRef  = { kind = "SecretStore", name = "secrets-manager" }
            target          = { name = "alert-channels" }
            data = [
              {
                secretKey = "email-password"
                remoteRef = { key = "httpsok/staging/alerts/email" }
              },
              {
                secretKey = "slack-url"
                remoteRef = { key = "httpsok/staging/alerts/slack" }
              },
              {
                secretKey = "pagerduty-key"
                remoteRef = { key = "httpsok/staging/alerts/pagerduty" }
              },
              {
                secretKey = "heartbeat-url"
                remoteRef = { key = "httpsok/staging/alerts/heartbeat" }
              },
            ]
          }
        },
      ]
    }),
  ]

  wait          = true
  wait_for_jobs = true
  depends_on    = [aws_iam_role_policy.secrets_role_policy]
}

# dashboards
resource "kubernetes_config_map_v1" "dashboards_application" {
  data = {
    "application.json" = file("assets/dashboards/application.json")
  }

  metadata {
    name = "dashboard-application"

    annotations = {
      grafana_folder = "httpsok"
    }

    labels = {
      grafana_dashboard = "1"
    }

    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "dashboards_aws" {
  data = {
    "aws.json" = file("assets/dashboards/aws.json")
  }

  metadata {
    name = "dashboard-aws"

    annotations = {
      grafana_folder = "httpsok"
    }

    labels = {
      grafana_dashboard = "1"
    }

    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "dashboards_backup" {
  data = {
    "backup.json" = file("assets/dashboards/backup.json")
  }

  metadata {
    name = "dashboard-backup"

    annotations = {
      grafana_folder = "httpsok"
    }

    labels = {
      grafana_dashboard = "1"
    }

    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "dashboards_certificates" {
  data = {
    "certificates.json" = file("assets/dashboards/certificates.json")
  }

  metadata {
    name = "dashboard-certificates"

    annotations = {
      grafana_folder = "httpsok"
    }

    labels = {
      grafana_dashboard = "1"
    }

    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "dashboards_kubernetes" {
  data = {
    "kubernetes.json" = file("assets/dashboards/kubernetes.json")
  }

  metadata {
    name = "dashboard-kubernetes"

    annotations = {
      grafana_folder = "httpsok"
    }

    labels = {
      grafana_dashboard = "1"
    }

    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "dashboards_monitoring" {
  data = {
    "monitoring.json" = file("assets/dashboards/monitoring.json")
  }

  metadata {
    name = "dashboard-monitoring"

    annotations = {
      grafana_folder = "httpsok"
    }

    labels = {
      grafana_dashboard = "1"
    }

    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "dashboards_mysql" {
  data = {
    "mysql.json" = file("assets/dashboards/mysql.json")
  }

  metadata {
    name = "dashboard-mysql"

    annotations = {
      grafana_folder = "httpsok"
    }

    labels = {
      grafana_dashboard = "1"
    }

    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "dashboards_overview" {
  data = {
    "overview.json" = file("assets/dashboards/overview.json")
  }

  metadata {
    name = "dashboard-overview"

    annotations = {
      grafana_folder = "httpsok"
    }

    labels = {
      grafana_dashboard = "1"
    }

    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }
}

resource "kubernetes_config_map_v1" "dashboards_system" {
  data = {
    "system.json" = file("assets/dashboards/system.json")
  }

  metadata {
    name = "dashboard-system"

    annotations = {
      grafana_folder = "httpsok"
    }

    labels = {
      grafana_dashboard = "1"
    }

    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }
}

# kube prometheus stack / grafana / role / trust
data "aws_iam_policy_document" "kube_prometheus_stack_grafana_role_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      identifiers = ["pods.eks.amazonaws.com"]
      type        = "Service"
    }
  }
}

# kube prometheus stack / grafana / role
resource "aws_iam_role" "kube_prometheus_stack_grafana_role" {
  name               = "httpsok-staging-pods-grafana"
  assume_role_policy = data.aws_iam_policy_document.kube_prometheus_stack_grafana_role_trust.json
  description        = "Pods of grafana"
}

resource "aws_iam_role_policy_attachment" "kube_prometheus_stack_grafana_role_service_role_amazon_grafana_cloud_watch_access" {
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonGrafanaCloudWatchAccess"
  role       = aws_iam_role.kube_prometheus_stack_grafana_role.name
}

# kube prometheus stack / grafana
resource "aws_eks_pod_identity_association" "kube_prometheus_stack_grafana" {
  cluster_name    = data.terraform_remote_state.cluster.outputs.name
  namespace       = kubernetes_namespace_v1.monitoring.metadata[0].name
  role_arn        = aws_iam_role.kube_prometheus_stack_grafana_role.arn
  service_account = "grafana"
}

# kube prometheus stack
resource "helm_release" "kube_prometheus_stack" {
  name             = "kube-prometheus-stack"
  chart            = "kube-prometheus-stack"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.monitoring.metadata[0].name
  repository       = "https://prometheus-community.github.io/helm-charts"
  timeout          = 900

  values = [
    jsonencode({
      crds = {
        upgradeJob = {
          enabled = true
          image = {
            busybox = { tag = "1.38.0" }
            kubectl = { tag = "v1.36.0" }
          }
          podLabels = { "app.kubernetes.io/name" = "kube-prometheus-stack-crds" }
          resources = {
            requests = { cpu = "50m", memory = "64Mi" }
            limits   = { memory = "256Mi" }
          }
        }
      }
      prometheus = {
        podDisruptionBudget = { enabled = true, minAvailable = 1 }
        service             = { sessionAffinity = "ClientIP" }
        serviceMonitor = {
          relabelings = [
            {
              sourceLabels = ["endpoint"]
              regex        = "http-web"
              targetLabel  = "job"
              replacement  = "prometheus"
            },
          ]
        }
        prometheusSpec = {
          image                      = { tag = "v3.13.5-distroless" }
          replicas                   = 2
          podAntiAffinity            = "hard"
          podAntiAffinityTopologyKey = "topology.kubernetes.io/zone"
          externalLabels = {
            environment = "staging"
            cluster     = data.terraform_remote_state.cluster.outputs.name
          }
          scrapeInterval     = "30s"
          evaluationInterval = "30s"
          retention          = "15d"
          retentionSize      = "42GB"
          storageSpec = {
            volumeClaimTemplate = {
              spec = {
                storageClassName = data.terraform_remote_state.addons.outputs.storage_class
                accessModes      = ["ReadWriteOnce"]
                resources = {
                  requests = { storage = "50Gi" }
                }
              }
            }
          }
          resources = {
            requests = { cpu = "500m", memory = "2Gi" }
            limits   = { memory = "4Gi" }
          }
          serviceMonitorSelectorNilUsesHelmValues = false
          podMonitorSelectorNilUsesHelmValues     = false
          probeSelectorNilUsesHelmValues          = false
          ruleSelectorNilUsesHelmValues           = false
          scrapeConfigSelectorNilUsesHelmValues   = false
          serviceDiscoveryRole                    = "EndpointSlice"
        }
      }
      alertmanager = {
        config = {
          route = {
            receiver        = "warning"
            group_by        = ["alertname", "environment", "team"]
            group_wait      = "1m"
            group_interval  = "10m"
            repeat_interval = "12h"
            routes = [
              {
                receiver        = "heartbeat"
                matchers        = ["alertname=\"Watchdog\""]
                group_wait      = "0s"
                group_interval  = "1m"
                repeat_interval = "4m"
              },
              {
                receiver        = "escalation"
                matchers        = ["severity=\"critical\""]
                continue        = true
                group_by        = ["..."]
                group_wait      = "30m"
                group_interval  = "1m"
                repeat_interval = "1h"
              },
              {
                receiver        = "critical"
                matchers        = ["severity=\"critical\""]
                group_wait      = "10s"
                group_interval  = "1m"
                repeat_interval = "1h"
              },
              {
                receiver        = "warning"
                matchers        = ["severity=\"warning\""]
                group_wait      = "1m"
                group_interval  = "10m"
                repeat_interval = "12h"
              },
              {
                receiver        = "info"
                matchers        = ["severity=\"info\""]
                group_wait      = "5m"
                group_interval  = "1h"
                repeat_interval = "24h"
              },
            ]
          }
          receivers = [
            {
              name = "critical"
              slack_configs = [
                {
                  send_resolved = true
                  api_url_file  = "/etc/alertmanager/secrets/alert-channels/slack-url"
                  color         = "{{ template \"alert.color\" . }}"
                  title         = "httpsok staging {{ template \"alert.title\" . }}"
                  fallback      = "httpsok staging {{ template \"alert.title\" . }}"
                  text          = "{{ template \"alert.slack\" . }}"
                },
              ]
              pagerduty_configs = [
                {
                  send_resolved    = true
                  routing_key_file = "/etc/alertmanager/secrets/alert-channels/pagerduty-key"
                  description      = "httpsok staging {{ template \"alert.title\" . }}{{ with .CommonAnnotations.summary }}: {{ . }}{{ end }}"
                  severity         = "{{ template \"alert.severity\" . }}"
                  source           = "httpsok staging"
                  class            = "{{ .CommonLabels.alertname }}"
                  group            = "{{ .CommonLabels.team }}"
                },
              ]
            },
            {
              name = "warning"
              email_configs = [
                {
                  send_resolved      = true
                  to                 = "operations@httpsok.example"
                  from               = "alerts@httpsok.example"
                  smarthost          = "email-smtp.ap-southeast-1.amazonaws.com:587"
                  auth_username      = "AKIAEXAMPLE"
                  auth_password_file = "/etc/alertmanager/secrets/alert-channels/email-password"
                  require_tls        = true
                  headers = {
                    Subject = "httpsok staging {{ template \"alert.title\" . }}"
                  }
                  text = "httpsok staging {{ template \"alert.title\" . }}\n\n{{ template \"alert.text\" . }}"
                  html = "{{ template \"alert.html\" (dict \"data\" . \"prefix\" \"httpsok staging\") }}"
                },
              ]
              slack_configs = [
                {
                  send_resolved = true
                  api_url_file  = "/etc/alertmanager/secrets/alert-channels/slack-url"
                  color         = "{{ template \"alert.color\" . }}"
                  title         = "httpsok staging {{ template \"alert.title\" . }}"
                  fallback      = "httpsok staging {{ template \"alert.title\" . }}"
                  text          = "{{ template \"alert.slack\" . }}"
                },
              ]
            },
            {
              name = "info"
              email_configs = [
                {
                  send_resolved      = true
                  to                 = "operations@httpsok.example"
                  from               = "alerts@httpsok.example"
                  smarthost          = "email-smtp.ap-southeast-1.amazonaws.com:587"
                  auth_username      = "AKIAEXAMPLE"
                  auth_password_file = "/etc/alertmanager/secrets/alert-channels/email-password"
                  require_tls        = true
                  headers = {
                    Subject = "httpsok staging {{ template \"alert.title\" . }}"
                  }
                  text = "httpsok staging {{ template \"alert.title\" . }}\n\n{{ template \"alert.text\" . }}"
                  html = "{{ template \"alert.html\" (dict \"data\" . \"prefix\" \"httpsok staging\") }}"
                },
              ]
            },
            {
              name = "escalation"
              email_configs = [
                {
                  send_resolved      = true
                  to                 = "operations@httpsok.example"
                  from               = "alerts@httpsok.example"
                  smarthost          = "email-smtp.ap-southeast-1.amazonaws.com:587"
                  auth_username      = "AKIAEXAMPLE"
                  auth_password_file = "/etc/alertmanager/secrets/alert-channels/email-password"
                  require_tls        = true
                  headers = {
                    Subject = "httpsok staging ESCALATED {{ template \"alert.title\" . }}"
                  }
                  text = "httpsok staging ESCALATED {{ template \"alert.title\" . }}\n\n{{ template \"alert.text\" . }}"
                  html = "{{ template \"alert.html\" (dict \"data\" . \"prefix\" \"httpsok staging ESCALATED\") }}"
                },
              ]
            },
            {
              name = "heartbeat"
              webhook_configs = [
                {
                  send_resolved = false
                  url_file      = "/etc/alertmanager/secrets/alert-channels/heartbeat-url"
                  timeout       = "10s"
                },
              ]
            },
          ]
          inhibit_rules = [
            {
              source_matchers = ["severity=\"critical\""]
              target_matchers = ["severity=~\"warning|info\""]
              equal = [
                "alertname",
                "instance",
                "mountpoint",
                "device",
                "domain",
                "backup",
                "queue",
                "operation",
                "node",
                "namespace",
                "deployment",
                "persistentvolumeclaim",
              ]
            },
            {
              source_matchers = ["severity=\"warning\""]
              target_matchers = ["severity=~\"info\""]
              equal = [
                "alertname",
                "instance",
                "mountpoint",
                "device",
                "domain",
                "backup",
                "queue",
                "operation",
                "node",
                "namespace",
                "deployment",
                "persistentvolumeclaim",
              ]
            },
            {
              source_matchers = ["alertname=~\"MachineAway\""]
              target_matchers = ["alertname!=\"MachineAway\""]
              equal           = ["instance"]
            },
            {
              source_matchers = ["alertname=~\"DatabaseDown\""]
              target_matchers = ["team=\"database\""]
              equal           = ["instance"]
            },
            {
              source_matchers = ["alertname=~\"CacheDown\""]
              target_matchers = ["alertname=~\"Cache.+\""]
              equal           = ["instance"]
            },
            {
              source_matchers = ["alertname=~\"ReplicationStopped\""]
              target_matchers = ["alertname=\"ReplicationLag\""]
              equal           = ["instance"]
            },
            {
              source_matchers = ["alertname=~\"ApplicationDown\""]
              target_matchers = ["team=\"application\""]
              equal           = []
            },
            {
              source_matchers = [
                "alertname=~\"EndpointUnresolved|EndpointUnreachable|EndpointFails|NameServerFails\"",
              ]
              target_matchers = ["alertname=~\"EndpointSlow|DnsSlow|NameServerSlow\""]
              equal           = ["instance"]
            },
            {
              source_matchers = ["alertname=~\"NodeNotReady\""]
              target_matchers = ["alertname=\"NodePressure\""]
              equal           = ["node"]
            },
            {
              source_matchers = ["alertname=~\"ManyNodesNotReady\""]
              target_matchers = [
                "alertname=~\"Node.+|Pod.+|DeploymentIncomplete|StatefulSetIncomplete|DaemonSetIncomplete\"",
              ]
              equal = []
            },
            {
              source_matchers = ["alertname=~\"KubernetesUnwatched\""]
              target_matchers = ["alertname=\"TargetDown\""]
              equal           = ["job"]
            },
          ]
          time_intervals = []
          templates      = ["/etc/alertmanager/config/*.tmpl"]
        }
        templateFiles = {
          "alerts.tmpl" = file("assets/templates/alerts.tmpl")
          "email.tmpl"  = file("assets/templates/email.tmpl")
        }
        serviceAccount      = { name = "alertmanager" }
        podDisruptionBudget = { enabled = true, minAvailable = 1 }
        service             = { sessionAffinity = "ClientIP" }
        serviceMonitor = {
          relabelings = [
            {
              sourceLabels = ["endpoint"]
              regex        = "http-web"
              targetLabel  = "job"
              replacement  = "alertmanager"
            },
          ]
        }
        alertmanagerSpec = {
          image                      = { tag = "v0.34.0" }
          replicas                   = 2
          podAntiAffinity            = "hard"
          podAntiAffinityTopologyKey = "topology.kubernetes.io/zone"
          secrets                    = ["alert-channels"]
          retention                  = "240h"
          storage = {
            volumeClaimTemplate = {
              spec = {
                storageClassName = data.terraform_remote_state.addons.outputs.storage_class
                accessModes      = ["ReadWriteOnce"]
                resources = {
                  requests = { storage = "1Gi" }
                }
              }
            }
          }
          resources = {
            requests = { cpu = "20m", memory = "64Mi" }
            limits   = { memory = "256Mi" }
          }
        }
      }
      grafana = {
        image          = { tag = "13.2.0" }
        admin          = { existingSecret = "grafana-admin" }
        serviceAccount = { name = "grafana" }
        rbac           = { namespaced = true }
        persistence    = { enabled = false }
        initChownData  = { enabled = false }
        testFramework  = { enabled = false }
        containerSecurityContext = {
          allowPrivilegeEscalation = false
          readOnlyRootFilesystem   = true
          capabilities = {
            drop = ["ALL"]
          }
          seccompProfile = { type = "RuntimeDefault" }
        }
        extraEmptyDirMounts = [{ name = "tmp", mountPath = "/tmp" }]
        resources = {
          requests = { cpu = "100m", memory = "256Mi" }
          limits   = { memory = "768Mi" }
        }
        serviceMonitor = {
          enabled = true
          relabelings = [
            {
              sourceLabels = ["endpoint"]
              regex        = "http-web"
              targetLabel  = "job"
              replacement  = "grafana"
            },
          ]
        }
        sidecar = {
          securityContext = {
            allowPrivilegeEscalation = false
            readOnlyRootFilesystem   = true
            capabilities = {
              drop = ["ALL"]
            }
            seccompProfile = { type = "RuntimeDefault" }
          }
          resources = {
            requests = { cpu = "10m", memory = "96Mi" }
            limits   = { memory = "192Mi" }
          }
          dashboards = {
            searchNamespace  = kubernetes_namespace_v1.monitoring.metadata[0].name
            extraMounts      = [{ name = "tmp", mountPath = "/tmp" }]
            resource         = "configmap"
            folderAnnotation = "grafana_folder"
            annotations      = { grafana_folder = "Kubernetes" }
            provider         = { foldersFromFilesStructure = true }
          }
          datasources = {
            searchNamespace                 = kubernetes_namespace_v1.monitoring.metadata[0].name
            extraMounts                     = [{ name = "tmp", mountPath = "/tmp" }]
            defaultDatasourceScrapeInterval = "60s"
          }
        }
        additionalDataSources = [
          {
            name     = "CloudWatch"
            type     = "cloudwatch"
            uid      = "cloudwatch"
            access   = "proxy"
            jsonData = { authType = "default", defaultRegion = "ap-southeast-1" }
          },
        ]
        "grafana.ini" = {
          analytics = {
            reporting_enabled        = false
            check_for_updates        = false
            check_for_plugin_updates = false
          }
          plugins          = { preinstall_auto_update = false }
          security         = { cookie_secure = false, disable_gravatar = true }
          snapshots        = { external_enabled = false }
          users            = { allow_sign_up = false, viewers_can_edit = false }
          "auth.anonymous" = { enabled = false }
        }
      }
      prometheusOperator = {
        admissionWebhooks = {
          certManager = { enabled = true }
        }
        kubeletEndpointsEnabled     = false
        kubeletEndpointSliceEnabled = true
        resources = {
          requests = { cpu = "50m", memory = "64Mi" }
          limits   = { memory = "256Mi" }
        }
        prometheusConfigReloader = {
          resources = {
            requests = { cpu = "10m", memory = "32Mi" }
            limits   = { memory = "64Mi" }
          }
        }
      }
      prometheus-node-exporter = {
        namespaceOverride = kubernetes_namespace_v1.monitoring_nodes.metadata[0].name
        extraArgs = [
          "--collector.processes",
          "--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run/containerd/.+|var/lib/kubelet/.+)($|/)",
          "--collector.filesystem.fs-types-exclude=^(autofs|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|efivarfs|fusectl|hugetlbfs|mqueue|nsfs|overlay|proc|pstore|securityfs|selinuxfs|squashfs|sysfs|tracefs)$",
        ]
        image = { tag = "v1.12.1" }
        containerSecurityContext = {
          allowPrivilegeEscalation = false
          readOnlyRootFilesystem   = true
          capabilities = {
            drop = ["ALL"]
          }
        }
        resources = {
          requests = { cpu = "20m", memory = "32Mi" }
          limits   = { memory = "128Mi" }
        }
      }
      kube-state-metrics = {
        collectorsExclude = ["secrets"]
        resources = {
          requests = { cpu = "20m", memory = "128Mi" }
          limits   = { memory = "512Mi" }
        }
      }
      kubelet = {
        serviceMonitor = { cAdvisorInterval = "30s" }
      }
      kubeControllerManager = { enabled = false }
      kubeEtcd              = { enabled = false }
      kubeProxy             = { enabled = false }
      kubeScheduler         = { enabled = false }
      defaultRules = {
        rules = {
          alertmanager           = false
          configReloaders        = false
          etcd                   = false
          general                = false
          kubeApiserverSlos      = false
          kubeControllerManager  = false
          kubeProxy              = false
          kubeSchedulerAlerting  = false
          kubeSchedulerRecording = false
          kubeStateMetrics       = false
          kubernetesApps         = false
          kubernetesResources    = false
          kubernetesStorage      = false
          kubernetesSystem       = false
          network                = false
          nodeExporterAlerting   = false
          prometheus             = false
          prometheusOperator     = false
        }
      }
      additionalPrometheusRulesMap = {
        application  = yamldecode(file("assets/rules/application.yaml"))
        backup       = yamldecode(file("assets/rules/backup.yaml"))
        certificates = yamldecode(file("assets/rules/certificates.yaml"))
        endpoints    = yamldecode(file("assets/rules/endpoints.yaml"))
        kubernetes   = yamldecode(file("assets/rules/kubernetes.yaml"))
        monitoring   = yamldecode(file("assets/rules/monitoring.yaml"))
        mysql        = yamldecode(file("assets/rules/mysql.yaml"))
        system       = yamldecode(file("assets/rules/system.yaml"))
      }
    }),
  ]

  version       = "88.5.3"
  wait          = true
  wait_for_jobs = true

  depends_on = [
    kubernetes_network_policy_v1.traffic_scraped,
    kubernetes_network_policy_v1.traffic_kubernetes_api,
    kubernetes_network_policy_v1.traffic_operator,
    kubernetes_network_policy_v1.traffic_prometheus,
    kubernetes_network_policy_v1.traffic_alertmanager,
    kubernetes_network_policy_v1.traffic_grafana,
    kubernetes_network_policy_v1.traffic_blackbox_exporter,
    kubernetes_network_policy_v1.traffic_mysql_exporter,
    helm_release.secrets,
    aws_iam_role_policy_attachment.kube_prometheus_stack_grafana_role_service_role_amazon_grafana_cloud_watch_access,
    aws_eks_pod_identity_association.kube_prometheus_stack_grafana,
  ]
}

# targets / mysql exporter
resource "kubernetes_config_map_v1" "targets_mysql_exporter_certificates" {
  data = {
    "ca.pem" = <<-EOT
      -----BEGIN CERTIFICATE-----
      MIIECTCCAvGgAwIBAgIRALZLcqCVIJ25maDPE3sbPCIwDQYJKoZIhvcNAQELBQAw
      gZwxCzAJBgNVBAYTAlVTMSIwIAYDVQQKDBlBbWF6b24gV2ViIFNlcnZpY2VzLCBJ
      bmMuMRMwEQYDVQQLDApBbWF6b24gUkRTMQswCQYDVQQIDAJXQTE1MDMGA1UEAwws
      QW1hem9uIFJEUyBhcC1zb3V0aGVhc3QtMSBSb290IENBIFJTQTIwNDggRzExEDAO
      BgNVBAcMB1NlYXR0bGUwIBcNMjEwNTIxMjEzOTM5WhgPMjA2MTA1MjEyMjM5Mzla
      MIGcMQswCQYDVQQGEwJVUzEiMCAGA1UECgwZQW1hem9uIFdlYiBTZXJ2aWNlcywg
      SW5jLjETMBEGA1UECwwKQW1hem9uIFJEUzELMAkGA1UECAwCV0ExNTAzBgNVBAMM
      LEFtYXpvbiBSRFMgYXAtc291dGhlYXN0LTEgUm9vdCBDQSBSU0EyMDQ4IEcxMRAw
      DgYDVQQHDAdTZWF0dGxlMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA
      ypKc+6FfGx6Gl6fQ78WYS29QoKgQiur58oxR3zltWeg5fqh9Z85K5S3UbRSTqWWu
      Xcfnkz0/FS07qHX+nWAGU27JiQb4YYqhjZNOAq8q0+ptFHJ6V7lyOqXBq5xOzO8f
      +0DlbJSsy7GEtJp7d7QCM3M5KVY9dENVZUKeJwa8PC5StvwPx4jcLeZRJC2rAVDG
      SW7NAInbATvr9ssSh03JqjXb+HDyywiqoQ7EVLtmtXWimX+0b3/2vhqcH5jgcKC9
      IGFydrjPbv4kwMrKnm6XlPZ9L0/3FMzanXPGd64LQVy51SI4d5Xymn0Mw2kMX8s6
      Nf05OsWcDzJ1n6/Q1qHSxQIDAQABo0IwQDAPBgNVHRMBAf8EBTADAQH/MB0GA1Ud
      DgQWBBRmaIc8eNwGP7i6P7AJrNQuK6OpFzAOBgNVHQ8BAf8EBAMCAYYwDQYJKoZI
      hvcNAQELBQADggEBAIBeHfGwz3S2zwIUIpqEEI5/sMySDeS+3nJR+woWAHeO0C8i
      BJdDh+kzzkP0JkWpr/4NWz84/IdYo1lqASd1Kopz9aT1+iROXaWr43CtbzjXb7/X
      Zv7eZZFC8/lS5SROq42pPWl4ekbR0w8XGQElmHYcWS41LBfKeHCUwv83ATF0XQ6I
      4t+9YSqZHzj4vvedrvcRInzmwWJaal9s7Z6GuwTGmnMsN3LkhZ+/GD6oW3pU/Pyh
      EtWqffjsLhfcdCs3gG8x9BbkcJPH5aPAVkPn4wc8wuXg6xxb9YGsQuY930GWTYRf
      schbgjsuqznW4HHakq4WNhs1UdTSTKkRdZz7FUQ=
      -----END CERTIFICATE-----
    EOT
  }

  metadata {
    name      = "rds-certificates"
    namespace = kubernetes_namespace_v1.monitoring.metadata[0].name
  }
}

resource "helm_release" "targets_mysql_exporter" {
  name             = "mysql-exporter"
  chart            = "prometheus-mysql-exporter"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.monitoring.metadata[0].name
  repository       = "https://prometheus-community.github.io/helm-charts"
  timeout          = 900

  values = [
    jsonencode({
      fullnameOverride = "mysql-exporter"
      collectors = {
        "perf_schema.eventsstatementssum" = true
        "info_schema.innodb_metrics"      = true
      }
      mysql = {
        existingConfigSecret = { name = "mysql-exporter", key = "my.cnf" }
      }
      extraVolumes = [
        {
          name = "certificates"
          configMap = {
            name = kubernetes_config_map_v1.targets_mysql_exporter_certificates.metadata[0].name
          }
        },
      ]
      extraVolumeMounts = [{
        name      = "certificates"
        mountPath = "/etc/rds"
        readOnly  = true
      }]
      podSecurityContext = {
        runAsNonRoot   = true
        seccompProfile = { type = "RuntimeDefault" }
        runAsUser      = 65534
      }
      securityContext = {
        allowPrivilegeEscalation = false
        readOnlyRootFilesystem   = true
        capabilities = {
          drop = ["ALL"]
        }
      }
      resources = {
        requests = { cpu = "20m", memory = "32Mi" }
        limits   = { memory = "128Mi" }
      }
    }),
  ]

  version       = "2.14.0"
  wait          = true
  wait_for_jobs = true
  depends_on    = [helm_release.secrets]
}

# targets / blackbox exporter
resource "helm_release" "targets_blackbox_exporter" {
  name             = "blackbox-exporter"
  chart            = "prometheus-blackbox-exporter"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.monitoring.metadata[0].name
  repository       = "https://prometheus-community.github.io/helm-charts"
  timeout          = 900

  values = [
    jsonencode({
      fullnameOverride    = "blackbox-exporter"
      replicas            = 2
      podDisruptionBudget = { maxUnavailable = 1 }
      config              = yamldecode(templatefile("assets/blackbox.yaml", { host = "staging.httpsok.example" }))
      podSecurityContext = {
        runAsNonRoot   = true
        seccompProfile = { type = "RuntimeDefault" }
      }
      securityContext = {
        allowPrivilegeEscalation = false
        readOnlyRootFilesystem   = true
        capabilities = {
          drop = ["ALL"]
        }
        runAsUser  = 1000
        runAsGroup = 1000
      }
      resources = {
        requests = { cpu = "20m", memory = "32Mi" }
        limits   = { memory = "128Mi" }
      }
    }),
  ]

  version       = "11.17.2"
  wait          = true
  wait_for_jobs = true
}

# targets
resource "helm_release" "targets" {
  name             = "monitoring-targets"
  chart            = "./assets/objects"
  atomic           = true
  cleanup_on_fail  = true
  create_namespace = false
  max_history      = 10
  namespace        = kubernetes_namespace_v1.monitoring.metadata[0].name
  timeout          = 900

  values = [
    jsonencode({
      objects = [
        {
          apiVersion = "monitoring.coreos.com/v1"
          kind       = "ServiceMonitor"
          metadata   = { name = "httpsok-api" }
          spec = {
            jobLabel = "app.kubernetes.io/name"
            namespaceSelector = {
              matchNames = [data.terraform_remote_state.addons.outputs.application_namespace]
            }
            selector = {
              matchLabels = { "app.kubernetes.io/name" = "httpsok-api" }
            }
            endpoints = [{ port = "http", path = "/metrics" }]
          }
        },
        {
          apiVersion = "monitoring.coreos.com/v1"
          kind       = "Probe"
          metadata   = { name = "blackbox-https" }
          spec = {
            jobName  = "blackbox"
            interval = "60s"
            prober   = { url = "blackbox-exporter:9115" }
            module   = "https"
            targets = {
              staticConfig = {
                static = ["https://staging.httpsok.example"]
                labels = { module = "https" }
              }
            }
          }
        },
        {
          apiVersion = "monitoring.coreos.com/v1"
          kind       = "Probe"
          metadata   = { name = "blackbox-certificate" }
          spec = {
            jobName  = "blackbox"
            interval = "60s"
            prober   = { url = "blackbox-exporter:9115" }
            module   = "certificate"
            targets = {
              staticConfig = {
                static = ["staging.httpsok.example:443"]
                labels = { module = "certificate" }
              }
            }
          }
        },
        {
          apiVersion = "monitoring.coreos.com/v1"
          kind       = "Probe"
          metadata   = { name = "blackbox-health" }
          spec = {
            jobName  = "blackbox"
            interval = "60s"
            prober   = { url = "blackbox-exporter:9115" }
            module   = "health"
            targets = {
              staticConfig = {
                static = [
                  "http://httpsok-api.${data.terraform_remote_state.addons.outputs.application_namespace}:8080/api/v1/health",
                ]
                labels = { module = "health" }
              }
            }
          }
        },
        {
          apiVersion = "monitoring.coreos.com/v1"
          kind       = "Probe"
          metadata   = { name = "blackbox-tcp" }
          spec = {
            jobName  = "blackbox"
            interval = "60s"
            prober   = { url = "blackbox-exporter:9115" }
            module   = "tcp"
            targets = {
              staticConfig = {
                static = formatlist("%s:3306", concat(
                  [data.terraform_remote_state.database.outputs.writer_host],
                  data.terraform_remote_state.database.outputs.reader_hosts,
                ))
                labels = { module = "tcp" }
              }
            }
          }
        },
        {
          apiVersion = "monitoring.coreos.com/v1"
          kind       = "Probe"
          metadata   = { name = "blackbox-dns" }
          spec = {
            jobName  = "blackbox"
            interval = "60s"
            prober   = { url = "blackbox-exporter:9115" }
            module   = "dns"
            targets = {
              staticConfig = {
                static = [
                  "${cidrhost(data.terraform_remote_state.network.outputs.vpc_cidr, 2)}:53",
                  "kube-dns.kube-system:53",
                ]
                labels = { module = "dns" }
              }
            }
          }
        },
        {
          apiVersion = "monitoring.coreos.com/v1"
          kind       = "Probe"
          metadata   = { name = "mysql-exporter" }
          spec = {
            jobName = "mysql-exporter"
            prober  = { url = "mysql-exporter:9104" }
            targets = {
              staticConfig = {
                static = formatlist("%s:3306", concat(
                  [data.terraform_remote_state.database.outputs.writer_host],
                  data.terraform_remote_state.database.outputs.reader_hosts,
                ))
              }
            }
          }
        },
      ]
    }),
  ]

  wait          = true
  wait_for_jobs = true
  depends_on    = [helm_release.kube_prometheus_stack]
}
